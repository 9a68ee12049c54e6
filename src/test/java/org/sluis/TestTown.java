package org.sluis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Children of Waterlee, registered as a school does it: over HTTP, with a token. */
public final class TestTown {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Every category that a consent of these tests covers. */
    public static final List<String> ALL =
            List.of("IDENT", "SCHOOL", "AUTHORITY", "PLAN", "GOAL", "SUPPORT", "LEARNING", "ATTENDANCE", "VOICE");

    private final TestGateway gateway;

    public TestTown(TestGateway gateway) {
        this.gateway = gateway;
    }

    /** A nine-year-old at De Linde with two parents who both said yes to De Brug, for every category. */
    public List<String> childWithBothParentsConsent(String localId) {
        child(localId);
        return List.of(consent(localId, "ouder-1", "grant", ALL), consent(localId, "ouder-2", "grant", ALL));
    }

    /** A nine-year-old at De Linde with two parents and nothing on record. */
    public void child(String localId) {
        child("de-linde-direct", localId);
    }

    /** The same, at the school whose client this is. */
    public void child(String client, String localId) {
        expect(200, gateway.post(client, "/v1/subjects", register(localId)));
    }

    /** What a school posts of such a child. */
    public static String register(String localId) {
        return """
                {"localId": "%s", "birthDate": "%s", "capable": true,
                 "holders": [{"localId": "ouder-1", "kind": "112"}, {"localId": "ouder-2", "kind": "112"}],
                 "authority": {"state": "established", "source": "school-registration", "checkedOn": "%s"}}
                """.formatted(localId, birthDate(), today());
    }

    /** Gives the consent's id. */
    public String consent(String localId, String holder, String effect, List<String> categories) {
        return consent("de-linde-direct", localId, holder, effect, "de-brug", categories);
    }

    /** What this school records for this recipient. Gives the consent's id. */
    public String consent(
            String client, String localId, String holder, String effect, String recipient, List<String> categories) {
        return consent(client, localId, holder, effect, "plan-coordination", recipient, categories);
    }

    /** The same, for this purpose. */
    public String consent(
            String client,
            String localId,
            String holder,
            String effect,
            String purpose,
            String recipient,
            List<String> categories) {
        return consentTo(client, localId, holder, effect, purpose, null, recipient, categories);
    }

    /** The same, to what this party tells; null for the school itself. */
    public String consentTo(
            String client,
            String localId,
            String holder,
            String effect,
            String purpose,
            @Nullable String discloser,
            String recipient,
            List<String> categories) {
        HttpResponse<String> answer = gateway.post(client, "/v1/consents", """
                {"subject": "%s", "grantor": "holder", "holder": "%s", "effect": "%s", "purpose": "%s",
                 %s"recipient": "%s", "categories": [%s], "from": "%s", "until": "%s", "textVersion": "2026-1",
                 "proof": {"verified": "in-person", "by": "ib-01", "at": "%sT08:00:00Z", "digest": "%s"}}
                """.formatted(
                        localId,
                        holder,
                        effect,
                        purpose,
                        discloser == null ? "" : "\"discloser\": \"" + discloser + "\", ",
                        recipient,
                        categories.stream().map(c -> '"' + c + '"').collect(Collectors.joining(",")),
                        today().minusDays(30),
                        today().plusDays(200),
                        today().minusDays(1),
                        "ab".repeat(32)));
        expect(201, answer);
        return read(answer.body()).path("consent").asText();
    }

    /** The invented plan of the fixtures, about this child, with this message id. */
    public String plan(String localId, String messageId) {
        return plan(localId, messageId, "OPP-2026-0031");
    }

    public String plan(String localId, String messageId, String planId) {
        try {
            ObjectNode plan =
                    (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of("test-fixtures/disclosures/plan-noor.json")));
            plan.put("messageId", messageId);
            ((ObjectNode) plan.path("pupil"))
                    .put("id", localId)
                    .put("birthDate", birthDate().toString());
            ((ObjectNode) plan.path("plan")).put("id", planId);
            return JSON.writeValueAsString(plan);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static LocalDate birthDate() {
        return today().minusYears(9).minusDays(40);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    public static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
