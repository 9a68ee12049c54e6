package org.sluis.protect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.keys.KeyFolder;
import org.sluis.party.Authenticated;
import org.sluis.policy.Permit;

/**
 * Step 7 of the spine: every id that leaves is derived for this recipient alone, so that two recipients who compare what
 * they hold find nothing in common (GDPR art. 4(5)). The same subject keeps the same id at the same recipient within a
 * pseudonym epoch. HMAC-SHA-256 under a key that HKDF derives per epoch, controller and recipient, outside the database:
 * 160 bits, hexadecimal. No id of the school, no BSN and no hash of one leaves.
 */
public final class Pseudonymise {
    private static final String USE = "pseudonym";

    private final Dictionary dictionary;
    private final KeyFolder keys;

    public Pseudonymise(Dictionary dictionary, KeyFolder keys) {
        this.dictionary = dictionary;
        this.keys = keys;
    }

    /** Holds when an id that the policy requires cannot be derived because the message lacks what it is derived from. */
    public PseudonymisedRecord pseudonymise(MinimisedRecord minimised) {
        Objects.requireNonNull(minimised, "nothing was minimised");
        Permit permit = minimised.permit();
        Authenticated exchange = permit.consented().request().authenticated();
        String epoch = keys.currentEpoch(USE);
        byte[] key = keys.derive(
                USE, epoch, exchange.tenant(), exchange.recipient().id().value());
        List<Element> issued = new Issuing(
                        dictionary,
                        permit.decision(),
                        permit.consented().request().elements(),
                        exchange.sender().id().value(),
                        permit.input().facts().subject() == null,
                        parts -> HexFormat.of().formatHex(hmac(key, parts), 0, 20))
                .of(minimised.elements());
        return new PseudonymisedRecord(permit, minimised.elements().with(issued), epoch, minimised.attested(), issued);
    }

    private static byte[] hmac(byte[] key, List<String> parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(java.nio.ByteBuffer.allocate(4).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
