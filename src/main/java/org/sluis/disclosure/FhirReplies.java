package org.sluis.disclosure;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What a FHIR door answers: a Bundle that names the disclosure, or an OperationOutcome. Never a value of what was sent. */
final class FhirReplies {
    private static final MediaType FHIR_JSON = MediaType.parseMediaType("application/fhir+json;charset=UTF-8");
    private static final String CODES = "https://sluis.example/fhir/CodeSystem/";

    private final Refusals refusals;
    private final Clock clock;

    FhirReplies(Refusals refusals, Clock clock) {
        this.refusals = refusals;
        this.clock = clock;
    }

    /** What the spine answered, in FHIR. */
    ResponseEntity<Map<String, Object>> to(Answer answer, FhirAsked asked, @Nullable FhirBundle bundle) {
        if (answer.status() == 202 && bundle != null) {
            return fhir(202, bundle.message() ? message(answer, asked, bundle) : transaction(answer, bundle));
        }
        if (answer.body().containsKey("resourceType")) {
            return refused(answer);
        }
        return refused(refusals.outcome(refused(answer.body()), disclosure(answer)));
    }

    ResponseEntity<Map<String, Object>> refused(Refused refused) {
        return refused(refusals.outcome(refused, null));
    }

    static ResponseEntity<Map<String, Object>> fhir(int status, Map<String, Object> body) {
        return ResponseEntity.status(status).contentType(FHIR_JSON).body(body);
    }

    private static ResponseEntity<Map<String, Object>> refused(Answer outcome) {
        ResponseEntity<Map<String, Object>> response = Problems.response(outcome);
        return ResponseEntity.status(outcome.status())
                .headers(response.getHeaders())
                .contentType(FHIR_JSON)
                .body(outcome.body());
    }

    /** A sender of another content type is answered with a problem (RFC 9457): its title is the code. */
    private static Refused refused(Map<String, Object> problem) {
        Reason reason = OwnForm.reason(problem);
        List<String> where = new ArrayList<>();
        if (problem.get("where") instanceof List<?> places) {
            places.forEach(place -> where.add(String.valueOf(place)));
        }
        return new Refused(reason, where, Set.of());
    }

    private static @Nullable UUID disclosure(Answer answer) {
        return answer.body().get("disclosure") instanceof String id ? UUID.fromString(id) : null;
    }

    private static Map<String, Object> transaction(Answer answer, FhirBundle bundle) {
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < bundle.entries(); i++) {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("status", "202 Accepted");
            if (i == 0) {
                response.put("outcome", accepted(answer));
            }
            entries.add(Map.of("response", response));
        }
        return bundle("transaction-response", answer, entries);
    }

    private Map<String, Object> message(Answer answer, FhirAsked asked, FhirBundle bundle) {
        String id = String.valueOf(answer.body().get("disclosure"));
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("resourceType", "MessageHeader");
        header.put("id", id);
        boolean r4 = asked.version() == FhirAsked.Version.R4;
        header.put(r4 ? "eventCoding" : "event", Map.of("system", CODES + "message-event", "code", "disclosure"));
        if (!r4) {
            header.put(
                    "timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        header.put("source", Map.of("name", "Sluis", "endpoint", "https://sluis.example/fhir"));
        header.put(
                "response",
                Map.of(
                        "identifier",
                        bundle.header() == null ? id : bundle.header(),
                        "code",
                        "ok",
                        "details",
                        Map.of("reference", "urn:uuid:" + id)));
        return bundle(
                "message",
                answer,
                List.of(
                        Map.of("fullUrl", "https://sluis.example/fhir/MessageHeader/" + id, "resource", header),
                        Map.of("fullUrl", "urn:uuid:" + id, "resource", accepted(answer))));
    }

    private static Map<String, Object> bundle(String type, Answer answer, List<Object> entries) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("resourceType", "Bundle");
        body.put(
                "identifier",
                Map.of(
                        "system",
                        "urn:ietf:rfc:3986",
                        "value",
                        "urn:uuid:" + answer.body().get("disclosure")));
        body.put("type", type);
        body.put("entry", entries);
        return body;
    }

    /** The disclosure by its id, and its receipt. */
    private static Map<String, Object> accepted(Answer answer) {
        Map<String, Object> issue = new LinkedHashMap<>();
        issue.put("severity", "information");
        issue.put("code", "informational");
        issue.put(
                "details",
                Map.of(
                        "coding",
                        List.of(Map.of("system", CODES + "disclosure", "code", "accepted")),
                        "text",
                        String.valueOf(answer.body().get("disclosure"))));
        issue.put("diagnostics", String.valueOf(answer.body().get("receipt")));
        return Map.of("resourceType", "OperationOutcome", "issue", List.of(issue));
    }
}
