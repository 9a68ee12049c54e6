package org.sluis.delivery;

import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.sluis.canonical.DecisionInstant;
import org.sluis.consent.Register;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.party.Directory;
import org.sluis.policy.InForce;

/** The locks of a send without the subject's, and with a busy machine's pause between reading and recording. */
final class OpenLocks extends SendLocks {
    private final Consumer<UUID> beingDecided;
    private final Duration pause;

    OpenLocks(
            InForce policy,
            Directory directory,
            Register register,
            Law law,
            Consumer<UUID> beingDecided,
            Duration pause) {
        super(policy, directory, register, law);
        this.beingDecided = beingDecided;
        this.pause = pause;
    }

    @Override
    void lockSubject(Connection connection, Waiting row) {}

    @Override
    ConsentFacts facts(Connection connection, Waiting row, DecisionInstant at) {
        ConsentFacts facts = super.facts(connection, row, at);
        beingDecided.accept(row.subject());
        // Here a parent withdraws.
        LockSupport.parkNanos(pause.toNanos());
        return facts;
    }
}
