package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes out as FHIR is FHIR: HAPI validates every golden file against base R4, from local packages only. */
class FhirOutputTest {
    private static final FhirCheck CHECK = new FhirCheck();

    static Stream<Fixture> outputs() {
        return Fixture.with("out.json").stream()
                .filter(fixture -> Fixture.CONNECTORS.names().contains(fixture.connector())
                        && new String(fixture.bytes("out.json"), UTF_8).contains("\"resourceType\""));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void isValidR4(Fixture fixture) {
        assertThat(errors(new String(fixture.bytes("out.json"), UTF_8))).isEmpty();
    }

    @Test
    void aGoalWithoutAStatusWouldBeFound() {
        String broken = text("school-plan").replaceFirst("\"lifecycleStatus\" : \"active\",", "");

        assertThat(errors(broken)).singleElement().satisfies(wrong -> {
            assertThat(wrong.problem()).contains("Goal.lifecycleStatus");
            assertThat(wrong).hasToString("Bundle.entry[6].resource/*Goal*/");
        });
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void everyReferenceLeadsToAResourceOfTheSameBundleThatIsUpdatedById(Fixture fixture) throws Exception {
        JsonNode bundle = Fixture.JSON.readTree(fixture.bytes("out.json"));
        Set<String> updated = new TreeSet<>();
        for (JsonNode entry : bundle.get("entry")) {
            JsonNode resource = entry.get("resource");
            String url = resource.get("resourceType").textValue() + "/"
                    + resource.get("id").textValue();
            assertThat(entry.get("request").get("method").textValue()).isEqualTo("PUT");
            assertThat(entry.get("request").get("url").textValue()).isEqualTo(url);
            assertThat(updated.add(url)).as("updated once: " + url).isTrue();
        }
        assertThat(bundle.findValuesAsText("reference")).isNotEmpty().allMatch(updated::contains);
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void everyResourceCarriesAConfidentialityAndNoNarrativeExtensionOrContainedResource(Fixture fixture)
            throws Exception {
        JsonNode bundle = Fixture.JSON.readTree(fixture.bytes("out.json"));
        for (JsonNode entry : bundle.get("entry")) {
            assertThat(entry.get("resource").at("/meta/security/0/system").textValue())
                    .endsWith("v3-Confidentiality");
        }
        for (String forbidden : List.of("div", "extension", "modifierExtension", "contained", "implicitRules")) {
            assertThat(bundle.findValues(forbidden)).as(forbidden).isEmpty();
        }
    }

    @Test
    void theLabelsAreTheHighestOfWhatIsWrittenInTheResourceItself() throws Exception {
        JsonNode bundle = Fixture.JSON.readTree(text("plan-notice"));
        for (JsonNode entry : bundle.get("entry")) {
            JsonNode resource = entry.get("resource");
            String expected = resource.get("resourceType").textValue().equals("CarePlan") ? "R" : "N";
            assertThat(resource.at("/meta/security/0/code").textValue())
                    .as(resource.get("resourceType").textValue())
                    .isEqualTo(expected);
        }
        assertThat(bundle.at("/meta/security/0/code").textValue()).isEqualTo("R");
        assertThat(bundle.at("/meta/security").findValuesAsText("code")).containsExactly("R", "BH", "DEMO", "DOB");
    }

    private static String text(String name) {
        return new String(new Fixture(Fixture.ROOT.resolve("fhir-r4").resolve(name)).bytes("out.json"), UTF_8);
    }

    private static List<FhirCheck.Wrong> errors(String resource) {
        return CHECK.wrong(resource.getBytes(UTF_8));
    }
}
