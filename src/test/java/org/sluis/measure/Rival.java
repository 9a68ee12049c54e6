package org.sluis.measure;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Another consent decision service: it stores what HAPI reads of a transaction, and answers a question as it was made to. */
final class Rival implements AutoCloseable {
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or every answer waits 40 ms
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A day on which nothing of the vectors is written. */
    static final LocalDate TODAY = LocalDate.of(2027, 2, 28);

    private static final FhirContext R4 = FhirContext.forR4Cached();

    final Map<String, Resource> stored = new ConcurrentHashMap<>();
    final Map<String, Resource> everSeen = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final Function<JsonNode, Reply> decide;

    record Reply(int status, String body) {}

    /** An answer that has to be waited for until the service is closed. */
    static final Reply NEVER = new Reply(0, "");

    Rival(Function<JsonNode, Reply> decide) throws IOException {
        this(decide, exchange -> {});
    }

    /** The newest consent that is active, of this purpose and in its period wins, whoever gave it and whomever it is for. */
    static Rival naive() throws IOException {
        Rival[] self = new Rival[1];
        self[0] = new Rival(question -> self[0].newest(question));
        return self[0];
    }

    interface Before {
        void see(HttpExchange exchange) throws IOException;
    }

    Rival(Function<JsonNode, Reply> decide, Before before) throws IOException {
        this.decide = decide;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/fhir", exchange -> {
            before.see(exchange);
            store(exchange);
        });
        server.createContext("/fhir/cds-services/patient-consent-consult", this::answer);
        server.start();
    }

    static Reply card(String decision, String obligations) {
        return new Reply(200, """
                {"cards": [{"summary": "%s", "detail": "", "indicator": "info", "source": {"label": "a", "url": "b"},
                  "extension": {"decision": "%s", "obligations": %s}}]}""".formatted(decision, decision, obligations));
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/fhir";
    }

    private void store(HttpExchange exchange) throws IOException {
        Bundle bundle = (Bundle) R4.newJsonParser()
                .parseResource(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        for (Bundle.BundleEntryComponent each : bundle.getEntry()) {
            String url = each.getRequest().getUrl();
            if (each.getRequest().getMethod() == HTTPVerb.PUT) {
                stored.put(url, each.getResource());
                everSeen.put(url, each.getResource());
            } else {
                stored.remove(url);
            }
        }
        reply(exchange, new Reply(200, "{\"resourceType\": \"Bundle\", \"type\": \"transaction-response\"}"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        reply(exchange, decide.apply(JSON.readTree(exchange.getRequestBody())));
    }

    private Reply newest(JsonNode question) {
        JsonNode asked = question.at("/context/patientId/0");
        String patient = stored.values().stream()
                .filter(Patient.class::isInstance)
                .filter(each -> ((Patient) each)
                        .getIdentifierFirstRep()
                        .getValue()
                        .equals(asked.path("value").asText()))
                .map(each -> "Patient/" + each.getIdElement().getIdPart())
                .findFirst()
                .orElse("none");
        String purpose = question.at("/context/purposeOfUse/0").asText();
        return stored.values().stream()
                .filter(Consent.class::isInstance)
                .map(Consent.class::cast)
                .filter(each -> each.getPatient().getReference().equals(patient))
                .filter(each -> each.getStatus() == Consent.ConsentState.ACTIVE)
                .filter(each -> each.getProvision().getPurpose().stream()
                        .anyMatch(code -> code.getCode().equals(purpose)))
                .filter(each -> day(each.getProvision().getPeriod().getStartElement()) <= TODAY.toEpochDay())
                .filter(each -> day(each.getProvision().getPeriod().getEndElement()) >= TODAY.toEpochDay())
                .max(Comparator.comparing(Consent::getDateTime)
                        .thenComparing(each -> each.getIdElement().getIdPart()))
                .map(each -> each.getProvision().getType() == Consent.ConsentProvisionType.PERMIT
                        ? card("CONSENT_PERMIT", "[]")
                        : card("CONSENT_DENY", "[]"))
                .orElse(card("NO_CONSENT", "[]"));
    }

    private static long day(DateTimeType day) {
        return LocalDate.parse(day.getValueAsString()).toEpochDay();
    }

    private void reply(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.equals(NEVER)) {
            try {
                closed.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return;
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
