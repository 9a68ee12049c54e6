package org.sluis.disclosure;

import java.util.Map;
import java.util.TreeMap;
import org.sluis.audit.AuditReceipt;
import org.sluis.keys.SignedClaims;

/** Signed receipts: whoever holds one can show that this entry was promised a place in the log, before it has one. */
record Receipts(SignedClaims claims) {

    /** The disclosure, the entry, its leaf hash and the time. */
    String sign(AuditReceipt receipt) {
        Map<String, Object> said = new TreeMap<>();
        said.put("at", receipt.at().toString());
        said.put("disclosure", receipt.disclosure().toString());
        said.put("entry", receipt.entry().toString());
        said.put("leaf", receipt.leaf());
        return claims.sign("sluis-receipt+jwt", said);
    }
}
