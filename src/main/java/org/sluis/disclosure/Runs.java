package org.sluis.disclosure;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.database.Rows;
import org.springframework.context.SmartLifecycle;

/**
 * Records that this node starts, when the log was found whole and before any door opens, with what the log says of how its
 * run before this one ended; and that it stops, when the doors are shut and what was being sent is settled. No start without
 * its entry. A stop waits ten seconds at most for its own, then goes on without: the next start says {@code halted}.
 */
final class Runs implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final Ledger ledger;
    private final Clock clock;
    private final Ids ids;
    private final Path folder;
    private final String version;
    private final String law;
    private volatile @Nullable Node node;

    /**
     * @param folder of the nodes that share a data folder
     * @param law digest of the law by which this node decides
     */
    Runs(Ledger ledger, Clock clock, Ids ids, Path folder, String version, String law) {
        this.ledger = ledger;
        this.clock = clock;
        this.ids = ids;
        this.folder = folder;
        this.version = version;
        this.law = law;
    }

    /** @throws org.sluis.canonical.Refused LOG_UNAVAILABLE, which ends the start, where nothing can be recorded */
    @Override
    public void start() {
        Node taken = Node.take(folder, ids);
        try {
            ledger.alone(
                    Ledger.NOBODY,
                    session -> session.record(event(EventKind.GATEWAY_STARTED, taken)
                            .with("law", law)
                            .with("before", before(session.connection(), taken))));
        } catch (RuntimeException | Error failure) {
            taken.close();
            throw failure;
        }
        node = taken;
    }

    private Event event(EventKind kind, Node of) {
        return Event.of(kind, Ledger.NOBODY, clock.instant())
                .with("node", of.id())
                .with("version", version);
    }

    private static String before(Connection connection, Node node) {
        return Rows.one(connection, """
                        SELECT CASE kind WHEN 'gateway-stopped' THEN 'stopped' ELSE 'halted' END FROM audit_event
                        WHERE tenant = ? AND kind IN ('gateway-started', 'gateway-stopped')
                        AND convert_from(body, 'UTF8')::jsonb #>> '{facts,node}' = ?
                        ORDER BY at DESC, id DESC LIMIT 1""", row -> row.getString(1), Ledger.NOBODY, node.id())
                .orElse("none");
    }

    @Override
    public void stop() {
        Node stopping = Objects.requireNonNull(node);
        try {
            ledger.commit(event(EventKind.GATEWAY_STOPPED, stopping));
        } catch (RuntimeException unrecorded) {
            LOG.error("this stop is not in the log: {}", unrecorded.getMessage());
        } finally {
            node = null;
            stopping.close();
        }
    }

    @Override
    public boolean isRunning() {
        return node != null;
    }

    /** Before everything else, and after it. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
