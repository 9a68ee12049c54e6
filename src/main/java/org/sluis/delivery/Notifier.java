package org.sluis.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.database.Transactions;
import org.sluis.keys.SignedClaims;

/**
 * Tells senders what became of their disclosures, and schools of warnings, and contacts of agreements how much was not answered: a signed, content-free message to the address
 * in the directory, at least once, tried again until it is taken. No address ever comes out of a message, and no redirect
 * is followed.
 */
final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Transactions transactions;
    private final Tenants tenants;
    private final SignedClaims claims;
    private final Escalations escalations;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "notifier"));

    Notifier(Transactions transactions, Tenants tenants, SignedClaims claims, Escalations escalations) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.claims = claims;
        this.escalations = escalations;
    }

    void start() {
        var unused = executor.scheduleWithFixedDelay(this::round, 0, 500, TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            tenants.all().forEach(this::tellAll);
        } catch (RuntimeException failure) {
            LOG.warn("webhooks: a round failed with {}", failure.getClass().getName());
        }
    }

    /** One controller's trouble is not the next one's. */
    private void tellAll(String tenant) {
        try {
            tell(tenant);
        } catch (RuntimeException failure) {
            LOG.warn("webhooks: {} was not told: {}", tenant, failure.getClass().getName());
        }
    }

    private void tell(String tenant) {
        Optional<Notice> due = transactions.within(tenant, connection -> Notices.take(connection, tenant));
        while (due.isPresent()) {
            Notice notice = due.get();
            boolean told = post(notice.webhook(), claims.sign("sluis-notice+jwt", notice.claims()));
            transactions.within(tenant, connection -> Notices.done(connection, notice, told));
            due = transactions.within(tenant, connection -> Notices.take(connection, tenant));
        }
        tellContacts(tenant);
    }

    private void tellContacts(String tenant) {
        Optional<Escalations.Due> due = transactions.within(tenant, connection -> escalations.take(connection, tenant));
        while (due.isPresent()) {
            Escalations.Due escalation = due.get();
            if (post(escalation.address(), claims.sign("sluis-escalation+jwt", escalation.claims()))) {
                transactions.within(tenant, connection -> Escalations.told(connection, escalation));
            }
            due = transactions.within(tenant, connection -> escalations.take(connection, tenant));
        }
    }

    private boolean post(String address, String said) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/jwt")
                    .POST(HttpRequest.BodyPublishers.ofString(said))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException | IllegalArgumentException away) { // an address that is none may not keep others waiting
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
