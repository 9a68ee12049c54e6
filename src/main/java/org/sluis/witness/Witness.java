package org.sluis.witness;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.ConsistencyProof;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.audit.proof.VerifierKey;
import org.sluis.keys.Ed25519Signer;

/**
 * Cosigns a checkpoint that is the continuation of the last one it cosigned of that log, and no other: C2SP tlog-witness.
 * What it is shown first of a log it believes.
 */
final class Witness {
    private final String name;
    private final Ed25519Signer signer;
    private final Supplier<List<String>> logs;
    private final Cosigned cosigned;
    private final Clock clock;

    /** @param logs the verifier keys of the logs it is a witness of, asked each time */
    Witness(String name, Ed25519Signer signer, Supplier<List<String>> logs, Cosigned cosigned, Clock clock) {
        this.name = name;
        this.signer = signer;
        this.logs = logs;
        this.cosigned = cosigned;
        this.clock = clock;
    }

    /** @param body of a 200 the lines of the cosignature, of a 409 the size that it knows */
    record Answer(int status, String body) {}

    VerifierKey key() {
        return VerifierKey.ofWitness(name, signer.publicKey());
    }

    /** One at a time, or a slow one would undo what a quicker one had kept. */
    synchronized Answer addCheckpoint(String request) {
        Optional<ConsistencyProof> read = ConsistencyProof.read(request);
        Optional<Checkpoint> told = read.flatMap(proof -> Checkpoint.read(proof.note()));
        if (told.isEmpty()) {
            return new Answer(400, "not a request to add a checkpoint\n");
        }
        ConsistencyProof proof = read.orElseThrow();
        Checkpoint later = told.get();
        List<String> keys = logs.get();
        if (keys.stream().flatMap(key -> VerifierKey.read(key).stream()).noneMatch(key -> key.name()
                .equals(later.origin()))) {
            return new Answer(404, "not a log that this is a witness of\n");
        }
        if (Checkpoint.open(proof.note(), keys).isEmpty()) {
            return new Answer(403, "not signed by a key of this log\n");
        }
        if (proof.before() > later.size()) {
            return new Answer(400, "the old size is larger than the new one\n");
        }
        Optional<Checkpoint> last = cosigned.last(later.origin());
        long known = last.map(Checkpoint::size).orElse(0L);
        byte[] root = last.map(Checkpoint::root).orElseGet(() -> new MerkleTree().root());
        if (proof.before() != known || later.size() == known && !Arrays.equals(root, later.root())) {
            return new Answer(409, known + "\n");
        }
        if (!proof.shows(root, later)) {
            return new Answer(422, "the proof does not show that the log only grew\n");
        }
        cosigned.keep(later.origin(), proof.note());
        return new Answer(
                200, later.cosignature(name, signer.publicKey(), clock.instant().getEpochSecond(), signer::sign));
    }
}
