package org.sluis.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.fhir.FhirTown.LINDE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluis.TestTown;

/** Each example of IHE at the door, as it is and with the identifiers of this register: answered as the table says. */
class FhirExamplesTest {
    private static final Path TABLE = Path.of("docs/fhir-consent.md");

    @Test
    void isAnsweredAsTheTableSays() throws IOException {
        String table = Files.readString(TABLE, StandardCharsets.UTF_8);
        List<String> rows = new ArrayList<>();
        try (FhirTown fhir = new FhirTown()) {
            fhir.town.child("fhir-example");
            for (Map.Entry<String, String> example : PcfProfile.examples().entrySet()) {
                ObjectNode theirs = (ObjectNode) TestTown.read(example.getValue());
                assertThat(places(fhir, theirs)).as(example.getKey()).contains("Consent.patient.reference");
                String name = example.getKey().replace("Consent-ex-", "").replace(".json", "");
                rows.add("| " + name + " | `" + String.join("`, `", places(fhir, ours(theirs))) + "` |");
            }
        }
        assertThat(rows).allSatisfy(row -> assertThat(table).contains(row));
    }

    /** The places where it is refused. */
    private static List<String> places(FhirTown fhir, ObjectNode consent) {
        HttpResponse<String> answer = fhir.post(LINDE, consent);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return FhirTown.issues(answer).stream()
                .map(issue -> issue.replaceFirst(" .*", ""))
                .distinct()
                .toList();
    }

    private static ObjectNode ours(ObjectNode example) {
        ObjectNode ours = example.deepCopy();
        ObjectNode fixture = FhirTown.consent("fhir-example", "ouder-1");
        for (String name :
                List.of("patient", "performer", "organization", "sourceReference", "policy", "dateTime", "extension")) {
            ours.set(name, fixture.path(name));
        }
        for (String provision : List.of("/provision", "/provision/provision/0")) {
            if (ours.at(provision + "/actor/0") instanceof ObjectNode actor) {
                actor.set("reference", fixture.at("/provision/actor/0/reference"));
            }
        }
        return ours;
    }
}
