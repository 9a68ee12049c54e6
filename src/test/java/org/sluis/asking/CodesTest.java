package org.sluis.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.asking.AskingTown.NO;
import static org.sluis.asking.AskingTown.YES;
import static org.sluis.asking.AskingTown.ok;
import static org.sluis.asking.AskingTown.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.vault.Column;
import org.sluis.vault.Vault;

/** A code: what it opens, that it opens it once, and that nobody learns why one does not. */
class CodesTest {
    private static TestGateway gateway;
    private static AskingTown town;

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new AskingTown(gateway);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static JsonNode asked(String pupil) {
        town.pupil(pupil, 9, "ouder-1", "ouder-2");
        return town.ask(pupil);
    }

    /** Status, headers but the date, and body. */
    static List<Object> whole(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return List.of(answer.statusCode(), headers, answer.body());
    }

    @Test
    void itShowsWhatIsAskedOfThisPersonInWordsAndNothingElse() {
        JsonNode sheet = TestTown.read(
                ok(200, town.open(town.code(asked("shown"), "ouder-1"))).body());

        assertThat(sheet.path("about").path("en").asText()).isEqualTo("your child");
        assertThat(sheet.path("textVersion").asText()).isEqualTo("2026-1");
        JsonNode there = sheet.path("questions").path(0);
        assertThat(there.path("from").asText()).isEqualTo("Basisschool De Linde");
        assertThat(there.path("to").asText()).isEqualTo("De Brug, jeugdhulp thuis");
        assertThat(there.path("purpose").path("nl").asText()).startsWith("Het plan van de school delen");
        assertThat(there.path("categories").toString())
                .contains("{\"category\":\"PLAN\",\"en\":\"The plan\",\"needed\":true,\"nl\":\"Het plan\"}");
        assertThat(sheet.path("questions").path(1).path("to").asText()).isEqualTo("Basisschool De Linde");
        assertThat(sheet.toString()).doesNotContain("shown", "ouder-", "waiting", "medewerker");
    }

    @Test
    void unknownUsedOverAndReplacedAllLookTheSame() {
        JsonNode request = asked("same");
        String replaced = town.code(request, "ouder-1");
        String used = town.code(request, "ouder-1");
        ok(200, town.answer(used, NO));
        String over = town.code(request, "ouder-2");
        ok(200, town.open(over));
        endNow();

        List<Object> unknown = whole(town.open("0000-0000-0000-0000"));

        assertThat(unknown.get(0)).isEqualTo(404);
        for (String code : List.of(replaced, used, over, "no code at all", "0")) {
            assertThat(whole(town.open(code))).isEqualTo(unknown);
            assertThat(whole(town.person("/v1/answers", "{\"code\": \"" + code + "\", \"answers\": []}")))
                    .isEqualTo(unknown);
        }
        assertThat(town.entries("answer-code-refused").toString())
                .contains("\"unknown\"", "\"used\"", "\"over\"")
                .doesNotContain(used.substring(5), over.substring(5));
    }

    @Test
    void afterFiveWrongTriesANewOneIsNeeded() {
        JsonNode request = asked("tries");
        String code = town.code(request, "ouder-1");
        String wrong = code.substring(0, 5) + (code.endsWith("0") ? "1111-1111-1111" : "0000-0000-0000");
        for (int i = 0; i < 4; i++) {
            refused(town.open(wrong), 404, "code-not-valid");
        }
        ok(200, town.open(code));
        refused(town.open(wrong), 404, "code-not-valid");
        refused(town.open(code), 404, "code-not-valid");

        ok(200, town.open(town.code(request, "ouder-1")));
    }

    @Test
    void answeredTwiceAtOnceItCountsOnce() throws Exception {
        JsonNode request = asked("race");
        String code = town.code(request, "ouder-1");
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> attempted(code));
        int here = attempted(code);

        assertThat(List.of(here, other.get(30, TimeUnit.SECONDS))).containsExactlyInAnyOrder(200, 404);
        assertThat(TestTown.read(gateway.get(AskingTown.SCHOOL, "/v1/consents?subject=race")
                                .body())
                        .path("consents"))
                .hasSize(2);
    }

    private static int attempted(String code) {
        return town.person("/v1/answers", """
                {"code": "%s", "answers": [
                 {"question": 1, "categories": {"AUTHORITY": "no", "GOAL": "no", "IDENT": "no", "LEARNING": "no", "PLAN": "no",
                  "SCHOOL": "no", "SUPPORT": "no", "VOICE": "no"}},
                 {"question": 2, "categories": {"AGREEMENT": "no", "CONTACT": "no", "GOAL": "no", "IDENT": "no", "PLAN": "no",
                  "SAFETY": "no", "VOICE": "no"}}]}""".formatted(code)).statusCode();
    }

    @Test
    void itIsReadAsPeopleTypeIt() {
        String code = town.code(asked("typed"), "ouder-1");

        ok(200, town.open(code.replace("-", " ").toLowerCase(java.util.Locale.ROOT)));
        ok(200, town.open(code.replace('0', 'O').replace('1', 'l')));
    }

    @Test
    void anAnswerThatIsNotWholeIsRefusedAndTheCodeStaysGood() {
        JsonNode request = asked("partly");
        String code = town.code(request, "ouder-1");

        HttpResponse<String> none = town.person("/v1/answers", "{\"code\": \"%s\", \"answers\": []}".formatted(code));
        HttpResponse<String> odd = town.person("/v1/answers", """
                {"code": "%s", "answers": [{"question": 1, "categories": {"IDENT": "maybe", "Noor": "yes"}},
                 {"question": 9, "categories": {}}]}""".formatted(code));

        refused(none, 422, "consent-not-valid");
        assertThat(TestTown.read(none.body()).path("where").toString()).isEqualTo("[\"/answers:not-all\"]");
        refused(odd, 422, "consent-not-valid");
        assertThat(odd.body())
                .contains(
                        "/answers/0/categories/IDENT:neither-yes-nor-no",
                        "/answers/0/categories/PLAN:missing",
                        "/answers/0/categories:not-asked",
                        "/answers/1/question:not-asked")
                .doesNotContain("Noor", "maybe");
        assertThat(town.states(request)).containsExactly("waiting", "waiting");
        ok(200, town.answer(code, (question, category) -> question == 1 && !category.equals("LEARNING")));
        assertThat(TestTown.read(gateway.get(AskingTown.SCHOOL, "/v1/consents?subject=partly")
                                .body())
                        .path("consents")
                        .findValuesAsText("effect"))
                .containsExactly("grant", "refuse");
    }

    @Test
    void theProofIsTheDigestOfWhatWasShownAndAnswered() {
        JsonNode request = asked("proof");
        String digest = TestTown.read(
                        ok(200, town.answer(town.code(request, "ouder-1"), YES)).body())
                .path("digest")
                .asText();

        String document = opened(
                        "SELECT f.*, f.invitation AS row, " + Vault.KEY + " FROM answered_form f"
                                + " JOIN consent_invitation i ON i.id = f.invitation JOIN subject_key k ON k.subject = i.subject",
                        Column.ANSWERED_FORM_DOCUMENT,
                        "document")
                .stream()
                .filter(each -> Sheet.digest(each).equals(digest))
                .findFirst()
                .orElseThrow();
        assertThat(Sheet.digest(document)).isEqualTo(digest);
        assertThat(document)
                .contains("\"IDENT\":\"yes\"", "Basisschool De Linde")
                .doesNotContain("ouder-1");
        List<String> proofs = opened(
                "SELECT c.*, c.id AS row, " + Vault.KEY + " FROM consent c JOIN subject_key k ON k.subject = c.subject"
                        + " WHERE c.proof_by = 'medewerker-12' AND c.proof_verified = 'in-person'",
                Column.CONSENT_PROOF_DIGEST,
                "proof_digest");
        assertThat(proofs.stream().filter(digest::equals)).hasSize(2);
    }

    private static List<String> opened(String sql, Column column, String name) {
        return gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        c -> Rows.query(c, sql, row -> gateway.bean(Vault.class)
                                .open(row, column, name, row.getObject("row", UUID.class))));
    }

    /** By the database's clock every code there is was over a moment ago. */
    private static void endNow() {
        gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        c -> Rows.update(c, "UPDATE answer_code SET until = clock_timestamp() - interval '1 second'"));
    }
}
