package org.sluis.console.rules;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Ids;
import org.sluis.console.SignedIn;
import org.sluis.party.Caller;
import org.sluis.policy.pack.PackSource;
import org.sluis.policy.publish.Rejected;
import org.sluis.policy.simulate.Report;
import org.sluis.policy.simulate.Simulator;
import org.springframework.stereotype.Component;

/** What a draft would have changed in the last thirty days, computed while its author waits: one at a time for each person. */
@Component
class Impacts {
    static final int DAYS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(Impacts.class);

    private final Simulator simulator;
    private final Rejected rejected;
    private final Ids ids;
    private final Map<UUID, Run> runs = new ConcurrentHashMap<>();
    private final ExecutorService work = Executors.newSingleThreadExecutor();

    Impacts(Simulator simulator, Rejected rejected, Ids ids) {
        this.simulator = simulator;
        this.rejected = rejected;
        this.ids = ids;
    }

    /** How far it is. @param report null until it is there. @param failed it will not come */
    record Run(
            UUID id,
            String policy,
            long done,
            long all,
            @Nullable Report report,
            boolean failed) {}

    /** Begins; what the same person asked before is not waited for any more. @throws org.sluis.canonical.Refused as {@link Simulator#allowed} does */
    Run start(SignedIn who, PackSource draft) {
        Caller caller = who.caller();
        Simulator.Allowed allowed =
                rejected.recorded(caller, () -> simulator.allowed(caller, Period.ofDays(DAYS), List.of(draft)));
        Run begun = new Run(ids.next(), draft.id(), 0, 0, null, false);
        runs.put(who.person(), begun);
        work.execute(() -> run(who.person(), begun, allowed));
        return begun;
    }

    /** Empty where the person began another since. */
    Optional<Run> of(SignedIn who, UUID id) {
        return Optional.ofNullable(runs.get(who.person()))
                .filter(run -> run.id().equals(id));
    }

    private void run(UUID person, Run begun, Simulator.Allowed allowed) {
        try {
            Report report = allowed.run((done, all) -> tell(person, begun, done, all, null));
            tell(person, begun, report.decisions(), report.decisions(), report);
        } catch (IOException nobodyWaits) {
            LOG.debug("another draft is tried instead");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.error("the impact of a draft failed: {}", failure.getClass().getName());
            runs.computeIfPresent(
                    person,
                    (key, now) -> now.id().equals(begun.id())
                            ? new Run(now.id(), now.policy(), now.done(), now.all(), null, true)
                            : now);
        }
    }

    private void tell(UUID person, Run begun, long done, long all, @Nullable Report report) throws IOException {
        Run told = runs.computeIfPresent(
                person,
                (key, now) -> now.id().equals(begun.id())
                        ? new Run(begun.id(), begun.policy(), done, all, report, false)
                        : now);
        if (told == null || !told.id().equals(begun.id())) {
            throw new IOException("nobody waits for it");
        }
    }

    @PreDestroy
    void stop() {
        work.shutdownNow();
    }
}
