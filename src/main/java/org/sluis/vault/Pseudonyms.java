package org.sluis.vault;

import java.util.HexFormat;
import org.sluis.keys.KeyFolder;

/**
 * Ids that one recipient alone knows, so that two who compare what they hold find nothing in common (GDPR art. 4(5)): 160 bits
 * of HMAC-SHA-256, hexadecimal, under a key that HKDF derives per epoch, controller and recipient, outside the database.
 */
public final class Pseudonyms {
    private static final String USE = "pseudonym";
    private static final String PUPIL = "subject";
    private static final int BYTES = 20;

    private final String epoch;
    private final byte[] key;

    /** Those of this recipient, under the current epoch. */
    public Pseudonyms(KeyFolder keys, String tenant, String recipient) {
        this.epoch = keys.currentEpoch(USE);
        this.key = keys.derive(USE, epoch, tenant, recipient);
    }

    /** The epoch that they stay the same in. */
    public String epoch() {
        return epoch;
    }

    /** The id of whatever these texts name. */
    public String of(String... parts) {
        return HexFormat.of().formatHex(Hmac.of(key, parts), 0, BYTES);
    }

    /** The id of a school's pupil, by the school's own. */
    public String ofPupil(String school, String localId) {
        return of(PUPIL, school, localId);
    }
}
