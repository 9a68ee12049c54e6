package org.sluis.delivery.reach;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.Directory;
import org.springframework.context.SmartLifecycle;

/**
 * Finds that a recipient cannot be reached, or soon cannot, before something waits for it. Each node looks for itself, from its
 * own place in the network: at keys and for new addresses every minute, at a server when the node starts, then once a day, and every
 * ten minutes while something is the matter with it.
 */
public final class RecipientWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RecipientWatch.class);
    private static final long ROUND_SECONDS = 60;
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final Duration AGAIN_WHERE_SOMETHING_IS = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final Directory directory;
    private final Function<String, Optional<URI>> connectors;
    private final Handshake handshake;
    private final Clock clock;
    private final Map<URI, Look> looked = new ConcurrentHashMap<>();
    private final List<Consumer<List<Fitness>>> listeners = new ArrayList<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "recipient-watch");
        thread.setDaemon(true);
        return thread;
    });
    private Map<String, Condition> told = Map.of();
    private volatile boolean running;

    private record Look(Presented presented, Instant at) {}

    /** @param connectors where the server behind a connector is, as far as that is set */
    RecipientWatch(
            Transactions transactions,
            Directory directory,
            Function<String, Optional<URI>> connectors,
            Handshake handshake,
            Clock clock) {
        this.transactions = transactions;
        this.directory = directory;
        this.connectors = connectors;
        this.handshake = handshake;
        this.clock = clock;
    }

    /** Hears what each round found, of all controllers; to be called before it starts. */
    public void whenLooked(Consumer<List<Fitness>> listener) {
        listeners.add(listener);
    }

    /** How it is now with each of a controller's parties: keys as they are registered, servers as they were last seen. */
    List<Fitness> all(String tenant) {
        return now(needs(tenant));
    }

    private List<Fitness> now(List<Need> needs) {
        Map<URI, Presented> seen = new HashMap<>();
        looked.forEach((address, look) -> seen.put(address, look.presented()));
        Instant now = clock.instant();
        return needs.stream().map(need -> need.now(seen, now)).toList();
    }

    private List<Need> needs(String tenant) {
        return directory.all(tenant).stream()
                .flatMap(party -> Need.of(party, connectors).stream())
                .toList();
    }

    /** Looks at what is due now, and tells what was found. */
    public void round() {
        List<String> tenants = transactions.across(
                connection -> Rows.query(connection, "SELECT id FROM tenant ORDER BY id", row -> row.getString(1)));
        List<Need> needs =
                tenants.stream().flatMap(tenant -> needs(tenant).stream()).toList();
        Set<URI> servers = new HashSet<>();
        needs.stream().map(Need::at).filter(at -> at != null && Need.tls(at)).forEach(servers::add);
        looked.keySet().retainAll(servers);
        for (URI server : servers) {
            if (due(looked.get(server), clock.instant())) {
                looked.put(server, new Look(handshake.with(server), clock.instant()));
            }
        }
        List<Fitness> found = now(needs);
        tell(found);
        listeners.forEach(listener -> listener.accept(found));
    }

    private static boolean due(@Nullable Look last, Instant now) {
        if (last == null) {
            return true;
        }
        Duration again = last.presented().at(now) == Condition.GOOD ? AGAIN : AGAIN_WHERE_SOMETHING_IS;
        return !now.isBefore(last.at().plus(again));
    }

    /** A line when something is the matter that was not before. */
    private void tell(List<Fitness> found) {
        Map<String, Condition> now = found.stream()
                .filter(each ->
                        each.condition() != Condition.GOOD && each.condition().known())
                .collect(Collectors.toMap(
                        each -> each.controller() + " " + each.party() + " " + each.what(), Fitness::condition));
        for (Fitness each : found) {
            String key = each.controller() + " " + each.party() + " " + each.what();
            if (now.containsKey(key) && now.get(key) != told.get(key)) {
                LOG.warn(
                        "recipient {} of {}: {} {}, until {}",
                        each.party(),
                        each.controller(),
                        each.what(),
                        each.condition().code(),
                        each.until());
            }
        }
        told = now;
    }

    @Override
    public void start() {
        var unused = executor.scheduleWithFixedDelay(this::roundOrWait, 0, ROUND_SECONDS, TimeUnit.SECONDS);
        running = true;
    }

    private void roundOrWait() {
        try {
            round();
        } catch (RuntimeException failure) {
            LOG.warn(
                    "recipient watch: a round failed with {}",
                    failure.getClass().getName());
        }
    }

    @Override
    public void stop() {
        executor.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
