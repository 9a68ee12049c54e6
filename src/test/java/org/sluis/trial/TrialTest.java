package org.sluis.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Refused;
import org.sluis.connector.Connectors;
import org.sluis.policy.Explanation;
import org.sluis.policy.Explanation.Language;

/** What a trial says of a message is what the gateway would do with it, without one. */
class TrialTest {
    private static final Path POLICIES = Path.of("consent-policies");
    private static final Dictionary DICTIONARY = Dictionary.load(POLICIES.resolve("dictionary.yaml"));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);
    private static final Trial TRIAL = trial(Path.of("routes/connectors"));

    @TempDir
    private Path routes;

    private static Trial trial(Path routes) {
        return new Trial(Connectors.load(routes, DICTIONARY), POLICIES, POLICIES.resolve("law/nl"), CLOCK);
    }

    @Test
    void tellsOfEachValueWhereItStoodAndWhatItBecame() throws IOException {
        Read read = read("rest-json", "disclosures/plan-noor.json");

        assertThat(read.messageId()).isEqualTo("delinde-opp-2026-0031-v2");
        assertThat(read.rows())
                .contains(
                        new Read.Row("/pupil/birthDate", "subject.birthDate", 0, "2017-03-14"),
                        new Read.Row("/holders/1/role", "holder.role", 1, "112"))
                .hasSameSizeAs(read.elements().stream().toList());
    }

    @Test
    void tellsWhatStandsInNoOnePlaceOrBesideTheMessage() throws IOException {
        byte[] dossier = bytes("connectors/oso/without-inzage/in.xml");

        Read read = TRIAL.read("oso", dossier, Map.of("voice.parentsAbsent", "Niet te bereiken."));

        assertThat(read.messageId()).isNull();
        assertThat(read.rows())
                .contains(
                        new Read.Row("(beside the message)", "voice.parentsAbsent", 0, "Niet te bereiken."),
                        new Read.Row("(beside the message)", "school.oin", 0, "00000099000000000000"))
                .anyMatch(row -> row.place().matches("/dossier/[a-z/]+ \\+ /dossier/[a-z/]+"));
    }

    @ParameterizedTest
    @CsvSource({
        "rest-json, connectors/rest-json/reject-everything-at-once/in.json, element-unmapped, /plan/kind: code-unknown",
        "rest-json, connectors/rest-json/reject-double-key/in.json, duplicate-key, ",
        "rest-json, connectors/oso/without-inzage/in.xml, not-well-formed, ",
        "oso, disclosures/plan-noor.json, not-well-formed, ",
        "soap-care, disclosures/plan-noor.json, connector-unknown, "
    })
    void refusesWithPlacesWhatTheDoorWould(String connector, String file, String reason, String place)
            throws IOException {
        byte[] message = bytes(file);

        assertThatThrownBy(() -> TRIAL.read(connector, message, Map.of()))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason().code()).isEqualTo(reason);
                    if (place != null) {
                        assertThat(refused.where()).contains(place);
                    }
                });
    }

    @Test
    void theRecipientGetsWhatPolicyAndConsentBothNameUnderIdsThatAreMadeUp() throws IOException {
        Sent sent = send("disclosures/plan-noor.json", "plan-coordination", "all", null);

        assertThat(sent.stopped()).isNull();
        assertThat(sent.wrong()).isEmpty();
        assertThat(sent.goes()).isTrue();
        assertThat(sent.policy()).isEqualTo("020-school-plan-to-youth-care");
        assertThat(sent.age()).isEqualTo("under-12");
        assertThat(sent.contentType()).isEqualTo("application/fhir+json");
        assertThat(sent.message())
                .contains("Veldkamp", "\"Patient/0000000000000000000000000000000000000001\"")
                .doesNotContain("999900018", "aandachtsstoornis", "WL-2017-031", "OPP-2026-0031");
        assertThat(staying(sent)).containsExactlyInAnyOrder("medical.diagnosis", "subject.bsn", "swv.arrangement");
    }

    @Test
    void whatNobodySaidYesToStays() throws IOException {
        Sent sent = send(
                "disclosures/plan-noor.json",
                "plan-coordination",
                "IDENT,SCHOOL,AUTHORITY,PLAN,GOAL,SUPPORT,VOICE",
                null);

        assertThat(sent.goes()).isTrue();
        assertThat(staying(sent)).contains("level.value", "outlook.hindering").doesNotContain("goal.description");
        assertThat(sent.message()).contains("takenkaart").doesNotContain("vmbo-tl", "midden groep 5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disclosures/plan-noor.json | plan-coordination | none | | pending | consent-missing-holder",
                "disclosures/plan-noor.json | plan-coordination | IDENT | | hold | element-mandatory-withheld",
                "disclosures/signal-noor.json | plan-coordination | all | | hold | element-mandatory-missing",
                "disclosures/plan-noor.json | vital-interest | all | | deny | ground-not-met",
                "disclosures/plan-noor.json | anonymous-consultation | all | | hold | anonymous-but-identified",
                "disclosures/plan-daan.json | plan-coordination | all | | hold | free-text-to-look-at",
            })
    void saysWhyNothingWouldGo(String file, String purpose, String consent, String age, String outcome, String reason)
            throws IOException {
        Sent sent = send(file, purpose, consent, age);

        assertThat(sent.goes()).isFalse();
        assertThat(sent.message()).isNull();
        assertThat(sent.stopped()).isNotNull();
        assertThat(sent.stopped().reason()).isEqualTo(reason);
        assertThat(sent.stopped().outcome()).isEqualTo(outcome);
        assertThat(sent.stopped().text()).isNotBlank();
        assertThat(sent.stopped().toString()).doesNotContain("Noor", "Veldkamp");
    }

    @ParameterizedTest
    @CsvSource({"12-15, 12-15", "16-17, 16-17", ", under-12"})
    void theAgeIsTheOneAskedOrTheMessages(String asked, String age) throws IOException {
        Sent sent = send("disclosures/plan-noor.json", "plan-coordination", "all", asked);

        assertThat(sent.age()).isEqualTo(age);
        assertThat(sent.stopped() == null || sent.stopped().reason().equals("element-mandatory-withheld"))
                .as(String.valueOf(sent.stopped()))
                .isTrue();
    }

    @Test
    void whatCareTellsASchoolGoesByTheConnectorThatHasPlacesForIt() throws IOException {
        Read read = read("care-json", "connectors/care-json/acknowledgement/in.json");

        Sent sent = TRIAL.send(read, new Wanted("signal-acknowledgement", null, null, "under-12"), Language.EN);

        assertThat(sent.stopped()).isNull();
        assertThat(sent.connector()).isEqualTo("care-json");
        assertThat(sent.contentType()).isEqualTo("application/json");
        assertThat(sent.placeless()).isEmpty();
        assertThat(sent.message()).contains("0000000000000000000000000000000000000001");
        Sent elsewhere =
                TRIAL.send(read, new Wanted("signal-acknowledgement", "soap-care", null, "under-12"), Language.EN);
        assertThat(elsewhere.placeless().isEmpty() && elsewhere.stopped() == null)
                .isFalse();
    }

    @Test
    void aQuestionAboutNobodyNeedsNobodysYes() throws IOException {
        Sent sent = send("disclosures/question-about-nobody.json", "anonymous-consultation", "none", null);

        assertThat(sent.stopped()).isNull();
        assertThat(sent.goes()).isTrue();
        assertThat(sent.message()).contains("\"Task\"").doesNotContain("Patient/");
    }

    @Test
    void whatTheRecipientsFormatDoesNotAllowIsTold() throws IOException {
        copy(Path.of("routes/connectors"), routes);
        Path mapping = routes.resolve("fhir-r4/fhir-r4.mapping.yaml");
        Files.writeString(mapping, Files.readString(mapping).replace("intent: plan\n", "intent: plann\n"));
        Trial broken = trial(routes);

        Sent sent = broken.send(
                broken.read("rest-json", bytes("disclosures/plan-noor.json"), Map.of()),
                new Wanted("plan-coordination", null, null, null),
                Language.EN);

        assertThat(sent.stopped()).isNull();
        assertThat(sent.wrong()).isNotEmpty().allMatch(wrong -> wrong.contains("CarePlan"));
        assertThat(sent.goes()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, , , , there is no purpose 'nothing'; name one of [plan-notice",
        "joint-plan, , , , 'several policies have the purpose ''joint-plan''; name one of [070-joint-plan-to-care, 075'",
        "signal, oso, , , no connector 'oso' writes; name one of [",
        "signal, , IDENT-SCHOOL, , there is no category [IDENT-SCHOOL]; name some of [",
        "signal, , , 8, there is no age band '8'; name one of [under-12"
    })
    void whatDoesNotExistIsNamedWithWhatDoes(String purpose, String to, String consent, String age, String told)
            throws IOException {
        Read read = read("rest-json", "disclosures/plan-noor.json");
        Wanted wanted = new Wanted(purpose, to, consent == null ? null : new TreeSet<>(List.of(consent)), age);

        assertThatThrownBy(() -> TRIAL.send(read, wanted, Language.EN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(told);
    }

    @Test
    void nothingOfItShowsWhatTheMessageSays() throws IOException {
        Read read = read("rest-json", "disclosures/plan-noor.json");

        assertThat(read.toString() + read.rows() + send("disclosures/plan-noor.json", "plan-coordination", "all", null))
                .contains("subject.familyName", "/pupil/familyName")
                .doesNotContain("Veldkamp", "2017-03-14");
    }

    private static Read read(String connector, String file) throws IOException {
        return TRIAL.read(connector, bytes(file), Map.of());
    }

    private static Sent send(String file, String purpose, String consent, String age) throws IOException {
        TreeSet<String> categories = consent.equals("all")
                ? null
                : Arrays.stream(consent.split(","))
                        .filter(word -> !word.equals("none"))
                        .collect(Collectors.toCollection(TreeSet::new));
        return TRIAL.send(read("rest-json", file), new Wanted(purpose, null, categories, age), Language.EN);
    }

    private static List<String> staying(Sent sent) {
        return sent.lines().stream()
                .filter(line -> !line.passes())
                .map(Explanation.Line::element)
                .toList();
    }

    private static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(Path.of("test-fixtures").resolve(file));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }
}
