package org.sluis.forgetting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestTown;
import org.sluis.asking.AskingTown;
import org.sluis.audit.InclusionProofs;
import org.sluis.audit.LogExport;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.Verdict;
import org.sluis.audit.proof.TlogProof;
import org.sluis.consent.Register;
import org.sluis.database.RealPostgres;
import org.sluis.database.Transactions;
import org.sluis.insight.report.InsightTown;
import org.sluis.keys.KeyFolder;
import org.sluis.party.person.Officers;

/**
 * A child goes the whole way, is erased, and the epoch turns: then nothing in the files of the database, its journal, a copy
 * made before, or an export says anything of it, whoever tries; the log still verifies, and another child is as before.
 */
class ForgottenChildTest {
    private static final String SCHOOL = "de-linde-direct";
    private static final String CHILD = "gewist-x7q-0042";
    private static final String OTHER = "blijft-x7q-0043";
    private static final LocalDate BORN = LocalDate.of(2017, 7, 13);
    private static final LocalDate OTHERS = LocalDate.of(2017, 9, 14);
    /** What names the child, or leads to it in the files of the school, the court or the sender. */
    private static final Set<String> NEEDLES = Set.of(
            CHILD,
            BORN.toString(),
            "moeder-x7q-1",
            "vader-x7q-2",
            "zaak-x7q-778",
            "5e1f".repeat(16),
            "notitie-x7q-9981",
            "bericht-x7q-551",
            "bericht-x7q-552",
            "bericht-x7q-553");

    private final Set<String> candidates = IntStream.range(0, 100)
            .mapToObj(i -> String.format(java.util.Locale.ROOT, "%02d", i))
            .flatMap(i -> Stream.of("gewist-x7q-00" + i, "blijft-x7q-00" + i, "moeder-x7q-" + i, "moeder-x7q-1"))
            .collect(Collectors.toCollection(TreeSet::new));
    private final Set<String> days = BORN.minusDays(50)
            .datesUntil(OTHERS.plusDays(50))
            .map(LocalDate::toString)
            .collect(Collectors.toSet());
    private final Set<String> messages =
            IntStream.range(500, 600).mapToObj(i -> "bericht-x7q-" + i).collect(Collectors.toSet());

    @TempDir
    private Path temp;

    @Test
    void nothingProvesAnythingOfAChildThatIsForgotten() throws Exception {
        try (InsightTown town = new InsightTown()) {
            town.professionals();
            Officers officers = town.officers;
            KeyFolder keys = officers.gateway.bean(KeyFolder.class);
            Transactions transactions = officers.gateway.bean(Transactions.class);
            String gone = wholeWay(town, CHILD, BORN, "moeder-x7q-1", "vader-x7q-2", "bericht-x7q-551");
            String held = heldPlan(town, CHILD, BORN, "bericht-x7q-553");
            ok(201, officers.gateway.post(SCHOOL, "/v1/facts", """
                    {"subject": "%s", "word": "asking", "value": "endangers", "from": "%s", "holder": "vader-x7q-2",
                     "evidence": {"reference": "zaak-x7q-778", "by": "ib-01", "at": "%sT08:00:00Z", "digest": "%s"}}
                    """.formatted(
                            CHILD, InsightTown.today(), InsightTown.today().minusDays(1), "5e1f".repeat(16))));
            town.emergency(CHILD, "notitie-x7q-9981");
            JsonNode correction =
                    TestTown.read(ok(201, officers.gateway.post("linde-1", "/v1/corrections", """
                            {"subject": "%s", "what": "erased", "elements": "goal.description"}""".formatted(CHILD)))
                            .body());
            ok(
                    200,
                    officers.gateway.post(
                            "linde-1",
                            "/v1/corrections/" + correction.path("correction").asText() + "/told",
                            "{\"recipient\": \"de-brug\"}"));
            town.sent(
                    403,
                    "signal/jeugdteam-waterlee",
                    town.plan(CHILD, "bericht-x7q-552", BORN).toString());
            askedAndAnswered(officers, CHILD, "moeder-x7q-1");
            String stays = wholeWay(town, OTHER, OTHERS, "moeder-x7q-3", "vader-x7q-4", "bericht-x7q-561");
            UUID goneId = subject(town, CHILD);
            UUID staysId = subject(town, OTHER);
            Set<UUID> ids = Set.of(goneId, staysId);
            Secrets before = Secrets.of(transactions);
            assertThat(before.matches(keys, candidates, ids, days, messages))
                    .as("with the keys there are, everything can be told")
                    .contains(
                            "mark " + CHILD,
                            "sealed " + CHILD,
                            "mark " + BORN,
                            "sealed " + BORN,
                            "holder's mark moeder-x7q-1",
                            "commitment " + goneId,
                            "kept bericht-x7q-551",
                            "mark bericht-x7q-551");
            JsonNode toldBefore = town.report(OTHER, "moeder-x7q-3");
            List<JsonNode> ofWhoStays = search(officers, OTHER);
            List<JsonNode> ofWhoGoes = search(officers, CHILD);
            assertThat(ofWhoGoes)
                    .extracting(entry -> entry.at("/event/kind").asText())
                    .contains("consent-asked", "answer-code-made", "consent-answered", "disclosure-refused");
            Path copy = copy(RealPostgres.writtenOut());
            Path exported = export(officers, "before");
            assertThat(LogVerifier.verify(exported).ok()).isTrue();

            erase(officers, CHILD);
            EpochTurn turn = officers.gateway.bean(EpochTurn.class);
            assertThat(turn.pending().erasures()).isEqualTo(1);
            assertThat(before.matches(keys, candidates, ids, days, messages))
                    .as("until the epoch turns a copy of the database still tells")
                    .contains("sealed " + CHILD);
            EpochTurn.Turned turned = turn.complete(done -> {});

            assertThat(turned.destroyed()).hasSize(2);
            assertThat(turn.pending().erasures()).isZero();
            assertThat(officers.entries("gateway", "epoch-destroyed")).hasSize(2);
            Set<String> ofBackup = before.matches(keys, candidates, ids, days, messages);
            assertThat(ofBackup).as("of the copy nothing opens, for nobody").isEmpty();
            Set<String> live = Secrets.of(transactions).matches(keys, candidates, ids, days, messages);
            assertThat(live)
                    .contains("mark " + OTHER, "sealed " + OTHER, "mark " + OTHERS, "sealed " + OTHERS)
                    .contains("commitment " + staysId, "kept bericht-x7q-561", "mark bericht-x7q-561")
                    .noneMatch(match -> match.contains(CHILD)
                            || match.contains(BORN.toString())
                            || match.contains("moeder-x7q-1")
                            || match.contains("bericht-x7q-55")
                            || match.contains(goneId.toString()));
            Path after = export(officers, "after");
            List<String> seen = LogVerifier.notes(Files.readAllBytes(exported.resolve(LogVerifier.CHECKPOINT)));
            Verdict verdict =
                    LogVerifier.verify(after, LogVerifier.keys(Files.readAllBytes(exported.resolve("key"))), seen);
            assertThat(verdict.ok()).as(verdict.message()).isTrue();
            for (Path place : List.of(RealPostgres.writtenOut(), copy, exported, after, data(officers))) {
                assertThat(found(place)).as(place.toString()).isEmpty();
            }

            assertThat(state(officers, gone)).isEqualTo("erased");
            assertThat(officers.gateway
                            .get(SCHOOL, "/v1/consents?subject=" + CHILD)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(officers.entries("subject-erased")).hasSize(1).allSatisfy(entry -> assertThat(entry)
                    .contains("subject_key:1", "consent:4", "outbox:2", "consent_request:1", "refusal:2")
                    .doesNotContain(goneId.toString(), "\"subject\":"));
            assertThat(ok(200, officers.gateway.get(SCHOOL, "/v1/disclosures/" + held))
                            .body())
                    .contains("\"erased\"")
                    .doesNotContain("free-text", "goal");
            theOtherChildIsAsBefore(town, toldBefore, ofWhoStays);
            bothAreStillProved(officers, ofWhoStays.get(0), ofWhoGoes);
            assertThat(town.delivered(town.plan(OTHER, "bericht-x7q-562", OTHERS)))
                    .isNotEqualTo(stays);
            assertThat(town.sent(202, "plan-coordination/de-brug", plan(town, OTHER, OTHERS, "bericht-x7q-561")))
                    .as("a repeat of what was accepted before the epoch turned")
                    .isEqualTo(stays);
            register(town, CHILD, BORN, "moeder-x7q-1", "vader-x7q-2");
            assertThat(subject(town, CHILD)).isNotEqualTo(goneId);
        }
    }

    private static String wholeWay(
            InsightTown town, String localId, LocalDate born, String mother, String father, String message) {
        register(town, localId, born, mother, father);
        town.says(localId, mother, "grant", TestTown.ALL);
        town.says(localId, father, "grant", TestTown.ALL);
        return town.arrived("plan-coordination/de-brug", plan(town, localId, born, message));
    }

    /** What nobody knows whether it may pass: a name that somebody typed. */
    private static String heldPlan(InsightTown town, String localId, LocalDate born, String message) {
        ObjectNode plan = town.plan(localId, message, born);
        ((ObjectNode) plan.path("goals").path(1)).put("description", "Leest voor aan Jayden uit groep 3.");
        return town.sent(422, "plan-coordination/de-brug", plan.toString());
    }

    /** One holder is asked anew and says yes to all: a request, a code, an answer. */
    private static void askedAndAnswered(Officers officers, String localId, String holder) {
        AskingTown asking = new AskingTown(officers.gateway);
        asking.answered(asking.ask(localId), holder, AskingTown.YES);
    }

    /** The entries about a pupil, oldest first. */
    private static List<JsonNode> search(Officers officers, String localId) {
        List<JsonNode> found = new ArrayList<>();
        TestTown.read(ok(
                                200,
                                officers.gateway.post(
                                        "linde-1",
                                        "/v1/log/search",
                                        "{\"subject\": \"" + localId + "\", \"limit\": 100}"))
                        .body())
                .path("entries")
                .forEach(found::add);
        found.sort(Comparator.comparing(entry -> entry.path("index").asLong()));
        return found;
    }

    private static void theOtherChildIsAsBefore(InsightTown town, JsonNode toldBefore, List<JsonNode> entries) {
        JsonNode told = town.report(OTHER, "moeder-x7q-3");
        for (String part : List.of("pupil", "holder", "disclosures", "statements")) {
            assertThat(told.path(part)).as(part).isEqualTo(toldBefore.path(part));
        }
        assertThat(told.path("disclosures")).hasSize(1);
        assertThat(told.path("evidence").findValuesAsText("leaf"))
                .as("and what was looked at since")
                .containsAll(toldBefore.path("evidence").findValuesAsText("leaf"));
        assertThat(search(town.officers, OTHER)).containsAll(entries).hasSizeGreaterThan(5);
        assertThat(search(town.officers, CHILD)).isEmpty();
    }

    /** Who kept the leaf of an entry can have it proved, whomever it was about. */
    private static void bothAreStillProved(Officers officers, JsonNode stays, List<JsonNode> gone) {
        JsonNode released = gone.stream()
                .filter(entry -> entry.at("/event/kind").asText().equals("disclosure-released"))
                .findFirst()
                .orElseThrow();
        for (JsonNode entry : List.of(stays, released)) {
            byte[] leaf = HexFormat.of().parseHex(entry.path("leaf").asText());
            InclusionProofs.Proved proved = officers.gateway
                    .bean(InclusionProofs.class)
                    .of(List.of(new InclusionProofs.Placed(entry.path("index").asLong(), leaf)));
            TlogProof proof = TlogProof.read(
                            proved.byIndex().values().iterator().next().text())
                    .orElseThrow();
            assertThat(proof.index()).isEqualTo(entry.path("index").asLong());
            assertThat(proof.verifies(
                            leaf, officers.gateway.bean(LogExport.class).verifierKeys()))
                    .isTrue();
            leaf[0] ^= 1;
            assertThat(proof.verifies(leaf, proved.keys())).isFalse();
        }
    }

    private static String plan(InsightTown town, String localId, LocalDate born, String message) {
        ObjectNode plan = town.plan(localId, message, born);
        return plan.toString();
    }

    private static void register(InsightTown town, String localId, LocalDate born, String mother, String father) {
        ok(200, town.officers.gateway.post(SCHOOL, "/v1/subjects", """
                {"localId": "%s", "birthDate": "%s", "capable": true,
                 "holders": [{"localId": "%s", "kind": "112"}, {"localId": "%s", "kind": "112"}],
                 "authority": {"state": "established", "source": "school-registration", "checkedOn": "%s"}}
                """.formatted(
                        localId, born, mother, father, InsightTown.today())));
    }

    /** One officer proposes, another approves, and it is carried out. */
    private static void erase(Officers officers, String localId) {
        JsonNode proposal = officers.proposed(officers.gateway.post(
                "linde-1", "/v1/erasures", "{\"subject\":\"" + localId + "\",\"reason\":\"asked-for\"}"));
        Officers.refused(officers.gateway.post("linde-1", completion(proposal), ""), 409, "not-approved", null);
        Officers.inForce(
                officers.approve("linde-2", proposal, Officers.signed(proposal, officers.second, officers.secondKey)));
        ok(200, officers.gateway.post("linde-1", completion(proposal), ""));
        Officers.refused(officers.gateway.post("linde-1", completion(proposal), ""), 404, "not-found", null);
    }

    private static String completion(JsonNode proposal) {
        return "/v1/erasures/" + proposal.path("proposal").asText() + "/completion";
    }

    private static UUID subject(InsightTown town, String localId) {
        return town.officers.gateway.bean(Transactions.class).within(Officers.TENANT, connection -> town.officers
                .gateway
                .bean(Register.class)
                .subject(connection, town.officers.caller("linde-1"), localId)
                .orElseThrow());
    }

    private static String state(Officers officers, String disclosure) {
        JsonNode body =
                TestTown.read(ok(200, officers.gateway.get(SCHOOL, "/v1/disclosures/" + disclosure + "/explanation"))
                        .body());
        assertThat(body.path("decisions"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.path("replay").asText()).isEqualTo("erased"));
        return body.path("state").asText();
    }

    private Path export(Officers officers, String name) {
        Path folder = temp.resolve(name);
        officers.gateway.bean(LogExport.class).write(folder);
        return folder;
    }

    private static Path data(Officers officers) {
        return officers.gateway.arguments().stream()
                .filter(argument -> argument.startsWith("--sluis.data="))
                .map(argument -> Path.of(argument.substring("--sluis.data=".length())))
                .findFirst()
                .orElseThrow();
    }

    /** As a file-level backup makes one. */
    private Path copy(Path cluster) throws IOException {
        Path to = temp.resolve("copy");
        try (Stream<Path> files = Files.walk(cluster)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(cluster.relativize(file).toString());
                Files.createDirectories(target.getParent());
                try {
                    Files.copy(file, target);
                } catch (NoSuchFileException removedMeanwhile) {
                    continue;
                }
            }
        }
        return to;
    }

    /** Which needle is in which file. */
    private static Set<String> found(Path place) throws IOException {
        Set<String> found = new HashSet<>();
        int looked = 0;
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = read(file);
                looked++;
                for (String needle : NEEDLES) {
                    if (bytes.contains(
                            new String(needle.getBytes(UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1))) {
                        found.add(needle + " in " + place.relativize(file));
                    }
                }
            }
        }
        assertThat(looked).isPositive();
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException removedMeanwhile) {
            return "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static HttpResponse<String> ok(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }
}
