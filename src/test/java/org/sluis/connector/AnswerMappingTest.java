package org.sluis.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Reason;

/** A refusal in the sender's own format: its reason, its places, and nothing of the child. */
class AnswerMappingTest {
    private static final Dictionary DICTIONARY = Dictionary.load(Path.of("consent-policies/dictionary.yaml"));
    private static final UUID ID = UUID.fromString("7ae60051-e0f0-4a1b-8c2d-1234567890ab");
    private static final String FILE = """
            in:
              format: xml
              root: notice
              namespace: "urn:waterlee:notice"
              unmapped: reject
              elements:
                - {path: /pupil, element: subject.localId, required: true}
              ignored: [/from]
            answers:
              format: xml
              contentType: text/xml
              reads: {from: /from}
              codes: {accepted: "0", subject-unknown: "7", "503": "", otherwise: "1"}
              template:
                answer: {to: "{told.from}", code: "{answer.code}"}
            """;

    @Test
    void aSoapDoorAnswersWithAFaultThatNamesReasonAndPlaces() throws Exception {
        AnswerMapping soap = Connectors.load(Path.of("routes/connectors"), DICTIONARY)
                .answers("soap-status")
                .orElseThrow();
        byte[] message = Files.readAllBytes(Path.of("test-fixtures/connectors/soap-status/reject-no-such-day/in.xml"));

        String fault = text(soap.write(message, refused(Reason.ELEMENT_NOT_VALID, "/Envelope/Body/Status/EndedOn")));
        assertThat(fault)
                .contains("<soap:Fault><faultcode>soap:Client</faultcode><faultstring>What it means &lt;now&gt;")
                .contains("<detail><s:Refusal><s:Reason>element-not-valid</s:Reason>")
                .contains("<s:Where>/Envelope/Body/Status/EndedOn</s:Where>")
                .doesNotContain("2027-06-31", "4664505774a0");
        assertThat(text(soap.write(message, refused(Reason.LOG_UNAVAILABLE)))).contains("soap:Server");
        assertThat(text(soap.write("no".getBytes(StandardCharsets.UTF_8), refused(Reason.NOT_WELL_FORMED))))
                .contains("soap:Client")
                .doesNotContain("Where");
        assertThat(text(soap.write(message, accepted())))
                .contains("<s:Disclosure>" + ID + "</s:Disclosure>")
                .doesNotContain("Fault");
    }

    @Test
    void theReasonsOwnCodeGoesBeforeThatOfItsStatus() {
        String message = "<notice xmlns='urn:waterlee:notice'><pupil>geheim</pupil><from>77</from></notice>";
        assertThat(written(message, accepted())).contains("<answer><to>77</to><code>0</code></answer>");
        assertThat(written(message, refused(Reason.SUBJECT_UNKNOWN))).contains("<code>7</code>");
        assertThat(written(message, refused(Reason.CONSENT_REFUSED)))
                .contains("<code>1</code>")
                .doesNotContain("geheim");
        assertThat(written(message, refused(Reason.LOG_UNAVAILABLE))).isEmpty();
    }

    @Test
    void withoutWhatItRepeatsOfTheMessageThereIsNoSuchAnswer() {
        for (String message : List.of(
                "<notice xmlns='urn:waterlee:notice'><pupil>1</pupil></notice>",
                "<notice xmlns='urn:waterlee:notice'><from>1</from><from>2</from></notice>",
                "<notice xmlns='urn:waterlee:notice'><from>\u00e9\u00e9n</from></notice>",
                "<notice xmlns='urn:waterlee:notice'><from>" + "1".repeat(41) + "</from></notice>",
                "<notice xmlns='urn:waterlee:notice' xmlns:o='urn:o'><o:from>1</o:from></notice>",
                "<notice xmlns='urn:waterlee:notice'><a><from>1</from></a></notice>",
                "<notice xmlns='urn:other'><from>1</from></notice>",
                "<notice xmlns='urn:waterlee:notice'><from>1</from>")) {
            assertThat(written(message, refused(Reason.SUBJECT_UNKNOWN)))
                    .as(message)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subject-unknown: | subject-unknwon: | a.yaml:13: 'subject-unknwon' is no reason",
                ", otherwise: \"1\" | '' | a.yaml:13: 'otherwise' is missing here",
                "{told.from} | {told.pupil} | a.yaml:15: no element 'told.pupil'",
                "{told.from} | {subject.localId} | a.yaml:15: no element 'subject.localId'",
                "reads: {from: /from} | reads: {From: /from} | a.yaml:12: 'From' is no name",
                "template: | refused: | a.yaml:10: write template: for every answer, or accepted: and refused:",
            })
    void refusesAMappingOfAnswers(String right, String wrong, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mappings.parse("a.yaml", FILE.replace(right, wrong), "", DICTIONARY))
                .withMessageStartingWith(problem);
    }

    private static String written(String message, AnswerMapping.Outcome outcome) {
        AnswerMapping answers = Mappings.parse("a.yaml", FILE, "", DICTIONARY).answers();
        assertThat(answers).isNotNull();
        return text(answers.write(message.getBytes(StandardCharsets.UTF_8), outcome));
    }

    private static String text(Optional<Rendered> written) {
        return written.map(each -> new String(each.bytes(), StandardCharsets.UTF_8))
                .orElse("");
    }

    private static AnswerMapping.Outcome accepted() {
        return outcome(null, List.of());
    }

    private static AnswerMapping.Outcome refused(Reason reason, String... where) {
        return outcome(reason, List.of(where));
    }

    private static AnswerMapping.Outcome outcome(@Nullable Reason reason, List<String> where) {
        return new AnswerMapping.Outcome(
                reason, where, "Wat het betekent", "What it means <now>", ID, LocalDate.of(2026, 11, 23));
    }
}
