package org.sluis.delivery;

import java.sql.Connection;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.database.Rows;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.InForce;

/**
 * Which rules are in force for a controller: one row, bumped by every change, held FOR SHARE by every send. A node whose
 * own rules are others clears nothing: when it cannot tell, it does not send.
 */
final class PolicyInForce implements InForce {
    private final Ledger ledger;
    private final DecisionPoint decisions;
    private final Clock clock;
    private final Set<String> announced = ConcurrentHashMap.newKeySet();

    PolicyInForce(Ledger ledger, DecisionPoint decisions, Clock clock) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Puts this node's rules in force for the tenant, once a start, with an entry that says so. */
    void announce(String tenant) {
        if (announced.contains(tenant)) {
            return;
        }
        ledger.alone(tenant, session -> {
            Optional<String> before = read(session.connection(), tenant, " FOR UPDATE");
            if (!before.equals(Optional.of(digest()))) {
                Rows.update(
                        session.connection(),
                        "INSERT INTO epoch (tenant, name, digest) VALUES (?, 'policy', ?) ON CONFLICT (tenant, name)"
                                + " DO UPDATE SET version = epoch.version + 1, digest = excluded.digest",
                        tenant,
                        digest());
                session.record(Event.of(EventKind.POLICY_IN_FORCE, tenant, clock.instant())
                        .with("policy", decisions.packs().digest())
                        .with("law", decisions.lawDigest()));
            }
            return true;
        });
        announced.add(tenant);
    }

    @Override
    public DecisionPoint of(String tenant) {
        return decisions;
    }

    @Override
    public Optional<DecisionPoint> lockedForSend(Connection connection, String tenant) {
        return read(connection, tenant, " FOR SHARE").filter(digest()::equals).map(same -> decisions);
    }

    @Override
    public Optional<DecisionPoint> past(String tenant, DecisionInput input) {
        return Optional.of(decisions).filter(point -> point.underThese(input).equals(input));
    }

    private Optional<String> read(Connection connection, String tenant, String lock) {
        return Rows.one(
                connection,
                "SELECT digest FROM epoch WHERE tenant = ? AND name = 'policy'" + lock,
                row -> row.getString(1),
                tenant);
    }

    private String digest() {
        return decisions.packs().digest() + "/" + decisions.lawDigest();
    }
}
