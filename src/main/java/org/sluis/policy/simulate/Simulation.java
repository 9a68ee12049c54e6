package org.sluis.policy.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.sluis.party.PartyKind;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.simulate.Past.Piece;

/**
 * Drafts beside what is in force: every recorded question is asked of both, and the answers are compared. The answer that
 * was recorded is only counted, since the rules may have changed since. Reads; changes nothing.
 */
public final class Simulation {
    private static final long TELL_MILLIS = 200;

    private final DecisionPoint inForce;
    private final DecisionPoint draft;
    private final List<Pack> drafts;
    private final PartyKind discloser;

    /** Is told how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** @throws IOException where nobody listens any more: it stops */
        void reached(long done, long all) throws IOException;
    }

    /**
     * @param drafts each in the place of the pack of its id, or beside the others; what is in force already is none
     * @param discloser the kind of organisation whose disclosures are looked at
     * @throws org.sluis.policy.pack.PackNotValid where the drafts do not fit beside the others
     */
    public Simulation(DecisionPoint inForce, List<Pack> drafts, PartyKind discloser) {
        this.inForce = inForce;
        this.drafts = List.copyOf(drafts);
        this.draft = inForce.with(drafts.stream().filter(this::differs).toList());
        this.discloser = discloser;
    }

    /**
     * Goes through the past.
     *
     * @param workers threads, each with a connection at a time
     * @throws IOException from {@code progress}
     */
    public Report over(Past past, int workers, Progress progress) throws IOException, InterruptedException {
        Queue<Piece> pieces = new ConcurrentLinkedQueue<>(past.pieces());
        long all = past.count();
        AtomicLong done = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<Tally>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(() -> work(past, pieces, done)));
            }
            Tally tally = tally();
            for (Future<Tally> each : running) {
                while (!ended(each)) {
                    progress.reached(done.get(), all);
                }
                tally.add(each.get());
            }
            progress.reached(done.get(), all);
            return Report.of(this, past, tally);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure);
        } finally {
            pieces.clear();
            threads.shutdown();
        }
    }

    private Tally work(Past past, Queue<Piece> pieces, AtomicLong done) {
        Tally tally = tally();
        for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            done.addAndGet(past.read(piece, tally));
        }
        return tally;
    }

    private static boolean ended(Future<Tally> work) throws InterruptedException, ExecutionException {
        try {
            work.get(TELL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    Tally tally() {
        return new Tally(inForce, draft, discloser);
    }

    /** Whether it is not what is in force already. */
    boolean differs(Pack draft) {
        return inForce.packs().all().stream()
                .noneMatch(policy -> policy.pack().digest().equals(draft.digest()));
    }

    List<Pack> drafts() {
        return drafts;
    }

    PartyKind discloser() {
        return discloser;
    }
}
