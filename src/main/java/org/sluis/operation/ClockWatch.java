package org.sluis.operation;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.audit.Ledger;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.springframework.http.HttpHeaders;

/**
 * Looks each second whether this machine's clock and the database's are more than five seconds apart. While they are, this node
 * does nothing: consents end, children have birthdays and tokens run out by the machine's clock. Nothing is recorded, so nothing is
 * accepted, decided or sent, and every request but for its health is answered 503. It ends by itself. Where the database is away
 * nobody knows, and it stays as it was.
 */
final class ClockWatch implements AutoCloseable {
    private static final Duration APART = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 1000;
    private static final String HEALTH = "/actuator/health";
    private static final String RETRY_SECONDS = "5";
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    private final Transactions transactions;
    private final Clock clock;
    private final Ledger ledger;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "clock-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean apart;

    /** @param clock the machine's, whatever time a decision is asked for */
    ClockWatch(Transactions transactions, Clock clock, Ledger ledger) {
        this.transactions = transactions;
        this.clock = clock;
        this.ledger = ledger;
    }

    void start() {
        var unused = executor.scheduleWithFixedDelay(this::lookOrWait, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void lookOrWait() {
        try {
            look();
        } catch (RuntimeException away) {
            // The next look must come whatever this was; without the database nothing is recorded anyway.
            LOG.warn("nobody can tell the database's time: {}", away.getClass().getSimpleName());
        }
    }

    private void look() {
        boolean now = apart(transactions, clock);
        if (now != apart) {
            if (now) {
                LOG.error(
                        "nothing is accepted: this machine's clock and the database's are more than {} s apart; synchronise"
                                + " both (NTP)",
                        APART.toSeconds());
            } else {
                LOG.info("this machine's clock and the database's agree again");
            }
            ledger.clockApart(now);
            apart = now;
        }
    }

    /** Whether they are so far apart that not even the time between question and answer explains it. */
    static boolean apart(Transactions transactions, Clock clock) {
        Instant before = clock.instant();
        Instant there = transactions.across(
                connection -> Rows.query(connection, "SELECT clock_timestamp() AS now", row -> Rows.instant(row, "now"))
                        .get(0));
        Instant after = clock.instant();
        return there.isBefore(before.minus(APART)) || there.isAfter(after.plus(APART));
    }

    /** Before every page, that of tokens too. */
    void filter(ServletRequest request, ServletResponse response, FilterChain rest)
            throws IOException, ServletException {
        if (apart && !((HttpServletRequest) request).getRequestURI().startsWith(HEALTH)) {
            HttpServletResponse later = (HttpServletResponse) response;
            later.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            later.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            rest.doFilter(request, response);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
