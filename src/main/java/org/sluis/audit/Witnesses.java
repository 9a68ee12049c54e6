package org.sluis.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;

/**
 * Shows the newest checkpoint to every witness, at most once a second. One that does not answer holds up nothing and
 * is told of; one that knows what the database does not hold stops the gateway.
 */
public final class Witnesses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);
    private static final long PAUSE_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final Clock clock;
    private final List<WitnessLink> links;
    private final Consumer<RuntimeException> stop;
    private final Map<String, State> states = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService executor;

    /**
     * @param behind how many entries it has not cosigned yet
     * @param trouble why not; empty where there is none
     */
    public record State(long behind, String trouble) {}

    /** @param stop told when a witness knows what the database does not hold */
    Witnesses(Transactions transactions, Clock clock, List<WitnessLink> links, Consumer<RuntimeException> stop) {
        this.transactions = transactions;
        this.clock = clock;
        this.links = links;
        this.stop = stop;
        this.executor = Executors.newScheduledThreadPool(Math.max(1, links.size()), work -> {
            Thread thread = new Thread(work, "witness");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param file a line a witness: its address, a space, its verifier key; blank for none at all */
    static List<WitnessLink> read(String file) {
        try {
            return file.isBlank()
                    ? List.of()
                    : Files.readAllLines(Path.of(file)).stream()
                            .map(WitnessLink::read)
                            .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("sluis.log.witnesses", failed);
        }
    }

    void start() {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        for (WitnessLink link : links) {
            Cosigning cosigning = new Cosigning(transactions, http, link, clock);
            var unused = executor.scheduleWithFixedDelay(
                    () -> pass(link.key().name(), cosigning), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Of each witness by its name, how far it has come; nothing of one that was not asked yet. */
    public Map<String, State> states() {
        return Map.copyOf(states);
    }

    private void pass(String witness, Cosigning cosigning) {
        try {
            tell(witness, new State(cosigning.pass(), ""));
        } catch (LogRolledBack found) {
            tell(witness, new State(0, String.valueOf(found.getMessage())));
            stop.accept(found);
            throw found;
        } catch (IOException | RuntimeException away) {
            tell(
                    witness,
                    new State(behind(witness, cosigning), away.getClass().getSimpleName() + " " + away.getMessage()));
        }
    }

    private long behind(String witness, Cosigning cosigning) {
        try {
            return cosigning.behind();
        } catch (DatabaseUnavailable | SqlFailed noDatabase) {
            return states.getOrDefault(witness, new State(0, "")).behind();
        }
    }

    private void tell(String witness, State state) {
        State before = states.put(witness, state);
        boolean silent = before == null || before.trouble().isEmpty();
        if (!state.trouble().isEmpty() && silent) {
            LOG.warn("witness {} does not cosign: {}", witness, state.trouble());
        } else if (state.trouble().isEmpty() && !silent) {
            LOG.info("witness {} cosigns again", witness);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
