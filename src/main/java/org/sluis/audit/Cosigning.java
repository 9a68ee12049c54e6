package org.sluis.audit;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.ConsistencyProof;
import org.sluis.audit.proof.MerkleProofs;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.database.Transactions;

/**
 * Shows the newest checkpoint to one witness, with the proof that the log only grew since the one it knows, and keeps what
 * it cosigns. Remembers the tree as it was at that size, so that a proof takes only the entries that came since.
 */
final class Cosigning {
    private static final int MOST_TRIES = 4;

    private final Transactions transactions;
    private final HttpClient http;
    private final WitnessLink witness;
    private final Clock clock;
    private MerkleTree reached = new MerkleTree();
    private long known = -1;
    /** Since the start: what an older copy of the database says of the witness is not what the witness says. */
    private boolean heard;

    Cosigning(Transactions transactions, HttpClient http, WitnessLink witness, Clock clock) {
        this.transactions = transactions;
        this.http = http;
        this.witness = witness;
        this.clock = clock;
    }

    /**
     * One round. What is submitted was committed before, so no witness can know a size that the database does not hold.
     *
     * @return how many entries it is behind afterwards
     * @throws IOException where the witness does not answer, or not as the protocol says
     * @throws LogRolledBack where it has cosigned what the database does not hold, or something else
     */
    long pass() throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<String> note = transactions.across(SequenceRows::newestNote);
            Optional<Checkpoint> newest = note.flatMap(Checkpoint::read);
            if (newest.isEmpty()) {
                return 0;
            }
            if (known < 0) {
                known = cosigned();
            }
            if (heard && known == newest.get().size() && cosigned() == known) {
                return 0;
            }
            if (known > newest.get().size()) {
                throw new LogRolledBack(
                        newest.get().size(),
                        "a witness knows " + known + " entries, the database holds "
                                + newest.get().size());
            }
            if (offered(newest.get(), note.get())) {
                return 0;
            }
        }
        throw new IOException("it knows another size each time");
    }

    private long cosigned() {
        return transactions.across(connection -> CosignatureRows.newest(connection, witness.key()));
    }

    long behind() {
        return transactions.across(connection -> SequenceRows.newestNote(connection)
                .flatMap(Checkpoint::read)
                .map(newest -> newest.size() - CosignatureRows.newest(connection, witness.key()))
                .orElse(0L));
    }

    private boolean offered(Checkpoint newest, String note) throws IOException {
        WitnessLink.Answer answer =
                witness.addCheckpoint(http, proof(newest, note).text());
        switch (answer.status()) {
            case 200 -> {
                String line = newest.line(witness.key(), note + answer.body())
                        .orElseThrow(() -> new IOException("its answer is not signed with its key"));
                transactions.across(connection -> {
                    CosignatureRows.keep(connection, witness.key(), newest.size(), line, clock.instant());
                    return line;
                });
                known = newest.size();
                heard = true;
                return true;
            }
            case 409 -> {
                if (!answer.body().matches("(0|[1-9][0-9]{0,17})\n?")) {
                    throw new IOException("it answers 409 without a size");
                }
                long theirs = Long.parseLong(answer.body().strip());
                if (theirs == known) {
                    throw otherwise(known);
                }
                known = theirs;
                return false;
            }
            case 422 -> throw otherwise(known);
            default -> throw new IOException("it answers " + answer.status());
        }
    }

    private static LogRolledBack otherwise(long size) {
        return new LogRolledBack(0, "what a witness cosigned of the first " + size + " entries is not what is here");
    }

    private ConsistencyProof proof(Checkpoint newest, String note) {
        if (known == 0) {
            return new ConsistencyProof(0, List.of(), note);
        }
        if (reached.size() > known) {
            reached = new MerkleTree();
        }
        List<byte[]> more = new ArrayList<>();
        transactions.across(connection -> {
            SequenceRows.byIndex(connection);
            while (reached.size() + more.size() < newest.size()) {
                List<SequenceRows.Placed> page = SequenceRows.placed(connection, reached.size() + more.size());
                for (SequenceRows.Placed placed : page) {
                    if (reached.size() < known) {
                        reached.append(placed.leaf());
                    } else if (placed.index() < newest.size()) {
                        more.add(placed.leaf());
                    }
                }
                if (page.isEmpty()) {
                    throw new LogRolledBack(reached.size() + more.size(), "the sequence has become shorter");
                }
            }
            return more;
        });
        return new ConsistencyProof(known, MerkleProofs.consistency(reached, more), note);
    }
}
