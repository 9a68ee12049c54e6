package org.sluis.policy.publish;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.FileSet;
import org.sluis.database.Transactions;
import org.sluis.law.Law;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.InForce;
import org.sluis.policy.Packs;
import org.sluis.policy.Shut;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.publish.RuleChange.Kind;

/**
 * The published rules, by controller, kept until its epoch says that they changed: looked at again after half a second,
 * and under the lock of every send. A node with another law than the one in force clears nothing.
 */
final class Published implements InForce {
    /** So that a change is in force on every node within a second. */
    private static final Duration OLDEST = Duration.ofMillis(500);

    private final Transactions transactions;
    private final FirstStart firstStart;
    private final Trust trust;
    private final Dictionary dictionary;
    private final Law law;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /**
     * An edition, and what it comes to at a moment.
     *
     * @param until by the database's clock, as all that begins
     * @param looked when it was last found to be the newest, by this node's
     */
    private record Held(
            Edition edition, DecisionPoint point, Set<String> closedConnectors, Instant until, Instant looked) {}

    Published(
            Transactions transactions,
            FirstStart firstStart,
            Trust trust,
            Dictionary dictionary,
            Law law,
            Clock clock) {
        this.transactions = transactions;
        this.firstStart = firstStart;
        this.trust = trust;
        this.dictionary = dictionary;
        this.law = law;
        this.clock = clock;
    }

    @Override
    public DecisionPoint of(String tenant) {
        return held(tenant).point();
    }

    @Override
    public boolean connectorOpen(String tenant, String connector) {
        return !held(tenant).closedConnectors().contains(connector);
    }

    @Override
    public Optional<DecisionPoint> lockedForSend(Connection connection, String tenant) {
        return RuleRows.epoch(connection, tenant, " FOR SHARE")
                .filter(epoch -> epoch.law().equals(law.digest()))
                .map(epoch -> held.compute(tenant, (same, known) -> newest(connection, tenant, epoch, known))
                        .point());
    }

    @Override
    public Optional<DecisionPoint> past(Connection connection, String tenant, DecisionInput input) {
        return lawOf(connection, tenant, input.lawDigest())
                .flatMap(then -> packsOf(connection, tenant, input.packDigest())
                        .map(packs -> DecisionPoint.of(packs, then).but(Shut.like(input))));
    }

    private Optional<Law> lawOf(Connection connection, String tenant, String digest) {
        return digest.equals(law.digest())
                ? Optional.of(law)
                : RuleRows.content(connection, tenant, digest)
                        .map(FileSet::parse)
                        .map(Law::of)
                        .filter(then -> then.digest().equals(digest));
    }

    private Optional<Packs> packsOf(Connection connection, String tenant, String digest) {
        return digest.equals(DecisionPoint.NO_PACK) || Shut.WORDS.contains(digest)
                ? Optional.of(Packs.of(List.of(), dictionary))
                : trust.pack(connection, tenant, digest).map(pack -> Packs.of(List.of(pack), dictionary));
    }

    /** The edition as it stands this moment; this node decides by it from now on. */
    Edition edition(String tenant) {
        return look(tenant).edition();
    }

    private Held held(String tenant) {
        Held known = held.get(tenant);
        return known == null || !clock.instant().isBefore(known.looked().plus(OLDEST)) ? look(tenant) : known;
    }

    private Held look(String tenant) {
        firstStart.once(tenant);
        return transactions.within(tenant, connection -> {
            RuleRows.Epoch epoch = RuleRows.epoch(connection, tenant, "").orElseThrow();
            return held.compute(tenant, (same, last) -> newest(connection, tenant, epoch, last));
        });
    }

    private Held newest(Connection connection, String tenant, RuleRows.Epoch epoch, @Nullable Held known) {
        Instant looked = clock.instant();
        if (known != null && known.edition().epoch() > epoch.version()) {
            return known; // another thread saw a later one
        }
        boolean same = known != null && known.edition().epoch() == epoch.version();
        boolean scheduled = known == null || !same || known.until().isBefore(Instant.MAX);
        // A statement of its own: the one that waited for the lock began before what it waited for.
        Instant now = scheduled ? RuleRows.now(connection) : Instant.MIN;
        if (known != null && same && now.isBefore(known.until())) {
            return new Held(known.edition(), known.point(), known.closedConnectors(), known.until(), looked);
        }
        Edition edition = known != null && same ? known.edition() : read(connection, tenant, epoch.version());
        return new Held(
                edition,
                edition.at(now, dictionary, law),
                edition.closed(Kind.CONNECTOR, now),
                edition.changesNext(now),
                looked);
    }

    /** As it stands in this transaction. */
    Edition read(Connection connection, String tenant) {
        return read(
                connection,
                tenant,
                RuleRows.epoch(connection, tenant, "").orElseThrow().version());
    }

    private Edition read(Connection connection, String tenant, long epoch) {
        List<RuleChange> changes = RuleRows.changes(connection, tenant);
        Map<String, Pack> packs = new HashMap<>();
        Set<RuleChange> trusted = new HashSet<>();
        for (RuleChange change : changes) {
            if (trust.holds(connection, tenant, change)) {
                trusted.add(change);
            }
            String digest = change.digest();
            if (digest != null && !packs.containsKey(digest)) {
                trust.pack(connection, tenant, digest).ifPresent(pack -> packs.put(digest, pack));
            }
        }
        return new Edition(epoch, changes, packs, trusted);
    }
}
