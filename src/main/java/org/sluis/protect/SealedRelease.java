package org.sluis.protect;

import java.util.List;
import java.util.SortedSet;
import org.sluis.canonical.Element;
import org.sluis.canonical.Proof;
import org.sluis.keys.Wrapped;
import org.sluis.policy.Permit;

/**
 * Proof that the payload is ciphertext under a data key of its own, which an epoch key outside the database wraps. It
 * holds no plain text. Minted by {@link Seal} only.
 */
public final class SealedRelease implements Proof {
    private final Permit permit;
    private final SortedSet<String> elements;
    private final String mappingDigest;
    private final String pseudonymEpoch;
    private final Wrapped key;
    private final byte[] ciphertext;
    private final byte[] payloadDigest;
    private final Attested attested;
    private final List<Element> issued;

    SealedRelease(RenderedPayload payload, Wrapped key, byte[] ciphertext, byte[] payloadDigest) {
        this.permit = payload.permit();
        this.elements = payload.rendered().elements();
        this.mappingDigest = payload.rendered().mappingDigest();
        this.pseudonymEpoch = payload.epoch();
        this.key = key;
        this.ciphertext = ciphertext;
        this.payloadDigest = payloadDigest;
        this.attested = payload.attested();
        this.issued = payload.issued();
    }

    public Permit permit() {
        return permit;
    }

    /** The ids of the elements that were rendered. */
    public SortedSet<String> elements() {
        return elements;
    }

    public String mappingDigest() {
        return mappingDigest;
    }

    public String pseudonymEpoch() {
        return pseudonymEpoch;
    }

    /** The data key, wrapped: erasing it erases the payload. */
    public Wrapped key() {
        return key;
    }

    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    /** SHA-256 of the payload: to commit to under a salt, never to store as it is. */
    public byte[] payloadDigest() {
        return payloadDigest.clone();
    }

    /** The ids in it that this recipient alone knows: what it can be asked to take back by. */
    public List<Element> issued() {
        return issued;
    }

    /** What its author attested to, of passages that were held before. */
    public Attested attested() {
        return attested;
    }

    @Override
    public String toString() {
        return "SealedRelease" + elements;
    }
}
