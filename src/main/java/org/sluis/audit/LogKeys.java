package org.sluis.audit;

import java.time.Clock;
import java.util.List;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.VerifierKey;
import org.sluis.keys.Ed25519Signer;
import org.sluis.keys.KeyFolder;

/**
 * The keys that sign the log's checkpoints. A new one signs beside the old one, by a second line, until the old one is
 * retired; each change is an entry before it counts, so that the old key vouches for the new one.
 */
public final class LogKeys {
    private final Ledger ledger;
    private final KeyFolder keys;
    private final Clock clock;
    private final String origin;

    /** @param origin the log's name, as {@code sluis.log.origin} gives it */
    public LogKeys(Ledger ledger, KeyFolder keys, Clock clock, String origin) {
        this.ledger = ledger;
        this.keys = keys;
        this.clock = clock;
        this.origin = origin;
    }

    /**
     * Makes a key that signs beside the one there is, as the current one.
     *
     * @return its verifier key, to be published before the old one is retired
     * @throws IllegalStateException when two sign already
     */
    public String add() {
        if (keys.signers("log").size() > 1) {
            throw new IllegalStateException("two keys sign already; retire the older one first");
        }
        keys.addLogKey(signer -> record(EventKind.LOG_KEY_ADDED, signer));
        return published(keys, origin).get(0);
    }

    /**
     * Ends the overlap: the older key signs no more and its private half is destroyed. What it signed still verifies.
     *
     * @throws IllegalStateException when one key signs alone
     */
    public String retire() {
        if (keys.signers("log").size() == 1) {
            throw new IllegalStateException("one key signs alone; add another first");
        }
        keys.retireLogKeys(signer -> record(EventKind.LOG_KEY_RETIRED, signer));
        return published(keys, origin).get(0);
    }

    private void record(EventKind kind, Ed25519Signer signer) {
        ledger.alone(
                Ledger.NOBODY,
                session -> session.record(Event.of(kind, Ledger.NOBODY, clock.instant())
                        .with("key", VerifierKey.of(origin, signer.publicKey()).text())));
    }

    /** The verifier keys of the log, current first, retired ones last. */
    static List<String> published(KeyFolder keys, String origin) {
        return keys.logKeys().stream()
                .map(key -> VerifierKey.of(origin, key).text())
                .toList();
    }

    /** The checkpoint with a line of each key that signs, current first. */
    static String note(KeyFolder keys, Checkpoint checkpoint) {
        List<Ed25519Signer> signers = keys.signers("log");
        StringBuilder note = new StringBuilder(checkpoint.sign(signers.get(0).publicKey(), signers.get(0)::sign));
        signers.stream().skip(1).forEach(signer -> note.append(checkpoint.signature(signer.publicKey(), signer::sign)));
        return note.toString();
    }
}
