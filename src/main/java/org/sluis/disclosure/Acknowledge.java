package org.sluis.disclosure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.sluis.audit.AuditReceipt;
import org.sluis.canonical.FailPoint;

/** Step 11 of the spine: 202, the disclosure's id, and a signed receipt with the leaf hash of its entry. */
public final class Acknowledge {
    private final Receipts receipts;

    Acknowledge(Receipts receipts) {
        this.receipts = receipts;
    }

    /** Only what is durably recorded is acknowledged: the receipt exists after the commit alone. */
    public Answer acknowledge(AuditReceipt receipt) {
        Objects.requireNonNull(receipt, "nothing was released");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("disclosure", receipt.disclosure().toString());
        body.put("state", "waiting");
        body.put("receipt", receipts.sign(receipt));
        FailPoint.reach("before-202");
        return new Answer(202, "application/json", body);
    }
}
