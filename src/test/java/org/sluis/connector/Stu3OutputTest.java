package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.Stu3Server;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** What goes out as STU3 is STU3: HAPI validates every golden file against base STU3, from local packages only. */
class Stu3OutputTest {
    static Stream<Fixture> outputs() {
        return Fixture.with("out.json").stream()
                .filter(fixture -> fixture.connector().equals("fhir-stu3"));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void isValidStu3(Fixture fixture) {
        assertThat(Stu3Server.errors(text(fixture))).isEmpty();
    }

    @Test
    void anR4GoalWouldBeFound() {
        String r4 = text(new Fixture(Fixture.ROOT.resolve("fhir-r4/school-plan")));

        assertThat(Stu3Server.errors(r4)).anyMatch(error -> error.contains("lifecycleStatus"));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void holdsNoNarrativeExtensionOrContainedResource(Fixture fixture) throws Exception {
        JsonNode bundle = Fixture.JSON.readTree(fixture.bytes("out.json"));
        for (String forbidden : List.of("div", "extension", "modifierExtension", "contained", "implicitRules")) {
            assertThat(bundle.findValues(forbidden)).as(forbidden).isEmpty();
        }
    }

    @Test
    void whatStu3HasNoPlaceForStopsTheMessage() {
        byte[] r4 = new Fixture(Fixture.ROOT.resolve("fhir-r4/school-plan")).bytes("out.json");

        assertThatThrownBy(() -> Stu3.fromR4(r4, List.of())).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.RECIPIENT_PROFILE_NOT_MET);
            assertThat(refused.where()).singleElement().asString().endsWith("/contributor/0/reference");
        });
    }

    private static String text(Fixture fixture) {
        return new String(fixture.bytes("out.json"), UTF_8);
    }
}
