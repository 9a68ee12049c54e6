package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.cli.CommandsTest.Said;

/** {@code ./sluis connector}, as it is typed. */
class ConnectorCommandTest {
    private static final String NOOR = "test-fixtures/disclosures/plan-noor.json";

    @TempDir
    private Path folder;

    @Test
    void theFixturesOfTheHouseAreRight() {
        Said all = sluis("connector", "test");

        assertThat(all.code()).isZero();
        assertThat(all.out()).matches("connectors: [0-9]+ connectors, [0-9]{2,} fixtures, 0 wrong\\R");
        assertThat(sluis("connector", "test", "oso").out()).startsWith("connectors: 1 connectors, ");
        Said unknown = sluis("connector", "test", "osso");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no connector 'osso'; name one of [");
    }

    @Test
    void whatCannotBeMadeIsAskedWrongly() {
        Said taken = sluis("connector", "new", "oso", "--like", "rest-json");

        assertThat(taken.code()).isEqualTo(2);
        assertThat(taken.err()).contains("'oso' is there already");
        assertThat(sluis("connector", "new", "klasboek").err()).contains("--like");
    }

    @Test
    void tellsWhatAMessageBecomesAndWhatTheRecipientGets() {
        Said said = sluis(
                "connector", "try", "rest-json", NOOR, "--purpose=plan-coordination", "--consent", "IDENT,PLAN,GOAL");

        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .containsPattern("(?m)^PLACE +ELEMENT +VALUE$")
                .containsPattern("(?m)^/goals/1/status +goal.status\\[1\\] +active$")
                .contains("rest-json reads it whole: ", "message id delinde-opp-2026-0031-v2")
                .contains("says yes to: IDENT,PLAN,GOAL")
                .containsPattern("(?m)^goal.description +passes +the policy names it and the consent covers it$")
                .containsPattern("(?m)^subject.bsn +stays +the policy forbids it$")
                .containsPattern("(?m)^school.name +stays +the consent does not cover it$");
    }

    @Test
    void whatWouldNotGoEndsAsANo() {
        Said said = sluis("connector", "try", "rest-json", NOOR, "--purpose=plan-coordination", "--consent=none");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("Nothing would go: pending, consent-missing-holder. ");
        assertThat(sluis("connector", "try", "rest-json", NOOR).code()).isZero();
    }

    @Test
    void aWrongFileIsToldPlaceByPlaceWithoutATrace() {
        Said said = sluis(
                "connector",
                "try",
                "rest-json",
                "test-fixtures/connectors/rest-json/reject-everything-at-once/in.json");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .contains("in.json: rest-json does not read it: element-unmapped. ")
                .containsPattern("(?m)^  /pupil/birthDate +element-not-valid +\"gisteren\"$")
                .containsPattern("(?m)^  /pupil/familyName +element-mandatory-missing$")
                .doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{", "{\"a\":1e99999}", "[]", "{\"a\":{\"a\":1},\"a\":2}", "<a/>", "\u0000"})
    void whatIsNoMessageAtAllIsToldAsWell(String text) throws IOException {
        Path file = Files.write(folder.resolve("a.json"), text.getBytes(StandardCharsets.ISO_8859_1));

        for (String connector : new String[] {"rest-json", "oso", "rest-form"}) {
            Said said = sluis("connector", "try", connector, file.toString(), "--purpose=signal");

            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err())
                    .contains("a.json: " + connector + " does not read it: ")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void whatSteersAScreenIsShownAsItsNumber() throws IOException {
        String noor = Files.readString(Path.of(NOOR)).replace("\"Noor\"", "\"No\\u202eor\"");
        Path file = Files.writeString(folder.resolve("noor.json"), noor);

        assertThat(sluis("connector", "try", "rest-json", file.toString()).out())
                .contains("No\\u202eor")
                .doesNotContain("\u202e");
    }

    @Test
    void whatIsPastedIsReadAsAFileIs() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(Files.newInputStream(Path.of(NOOR)));
            assertThat(sluis("connector", "try", "rest-json", "-").out())
                    .isEqualTo(sluis("connector", "try", "rest-json", NOOR).out())
                    .contains("Veldkamp");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void theSameAsJson() throws IOException {
        Said said = sluis("connector", "try", "rest-json", NOOR, "--purpose=plan-coordination", "--json");

        JsonNode all = new ObjectMapper().readTree(said.out());
        assertThat(all.at("/messageId").asText()).isEqualTo("delinde-opp-2026-0031-v2");
        assertThat(all.at("/elements/0/element").asText()).isEqualTo("subject.localId");
        assertThat(all.at("/sent/policy").asText()).isEqualTo("020-school-plan-to-youth-care");
        assertThat(all.at("/sent/message").asText()).startsWith("{\"resourceType\":\"Bundle\"");
        assertThat(all.at("/sent/stopped").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connector try rest-jsn " + NOOR,
                "connector try soap-care " + NOOR,
                "connector try rest-json nowhere.json",
                "connector try rest-json " + NOOR + " --purpose=plan",
                "connector try rest-json " + NOOR + " --purpose=signal --consent=IDENT,SHCOOL",
                "connector try rest-json " + NOOR + " --purpose=signal --age=8"
            })
    void whatDoesNotExistIsAskedWrongly(String line) {
        Said said = sluis(line.split(" "));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).containsAnyOf("name one of", "name some of", "there is no file nowhere.json");
    }
}
