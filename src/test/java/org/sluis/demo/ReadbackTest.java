package org.sluis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Dictionary;
import org.sluis.connector.Connectors;

/** The demo's own eyes: they see what leaked and what was lost. */
class ReadbackTest {
    private static final Dictionary DICTIONARY = Dictionary.load(Path.of("consent-policies/dictionary.yaml"));
    private static final Set<String> CROSSED = Set.of("subject.familyName", "subject.birthDate", "goal.status");

    private final Readback readback = new Readback(
            DICTIONARY,
            Connectors.load(Path.of("routes/connectors"), DICTIONARY).in("rest-json"));

    private int compare(String patient) throws IOException {
        byte[] message = Files.readAllBytes(Path.of("test-fixtures/disclosures/plan-noor.json"));
        JsonNode held = new ObjectMapper().readTree(patient);
        Map<String, List<JsonNode>> all = Map.of("Patient", List.of(held));
        return readback.compare(message, CROSSED, all, all);
    }

    @Test
    void whatCrossedIsFoundWhereverItStands() throws IOException {
        assertThat(compare("{\"name\":[{\"family\":\"Veldkamp\"}],\"birthDate\":\"2017-03-14\"}"))
                .isEqualTo(2);
    }

    @Test
    void whatWasWithheldIsSeenEvenWithinOtherWords() {
        assertThatThrownBy(() -> compare("{\"name\":[{\"family\":\"Veldkamp\"}],\"birthDate\":\"2017-03-14\","
                        + "\"text\":{\"div\":\"BSN 999900018 van deze leerling\"}}"))
                .isInstanceOf(NotAsTold.class)
                .hasMessageContaining("subject.bsn")
                .hasMessageNotContaining("999900018");
    }

    @Test
    void digitsCountOnlyWhereTheyStandAlone() throws IOException {
        String rest = "\"name\":[{\"family\":\"Veldkamp\"}],\"birthDate\":\"2017-03-14\"}";
        assertThat(compare("{\"id\":\"0a9999000189-4f\"," + rest)).isEqualTo(2);
        assertThat(compare("{\"id\":\"a-999900018-b\"," + rest)).isEqualTo(2);
        assertThatThrownBy(() -> compare("{\"system\":\"urn:x:999900018\"," + rest))
                .isInstanceOf(NotAsTold.class);
        assertThatThrownBy(() -> compare("{\"value\":\"999900018\"," + rest)).isInstanceOf(NotAsTold.class);
    }

    @Test
    void whatWasLostIsMissed() {
        assertThatThrownBy(() -> compare("{\"birthDate\":\"2017-03-14\"}"))
                .isInstanceOf(NotAsTold.class)
                .hasMessageContaining("subject.familyName[0]")
                .hasMessageNotContaining("Veldkamp");
    }
}
