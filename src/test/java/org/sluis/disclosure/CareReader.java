package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Reads back over FHIR what a care system holds. */
public record CareReader(String fhir) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final List<String> TYPES = List.of(
            "Patient",
            "Organization",
            "Practitioner",
            "PractitionerRole",
            "RelatedPerson",
            "CarePlan",
            "Goal",
            "CareTeam",
            "Observation",
            "Communication",
            "Task");

    /** Every resource of this type, as it is now. */
    List<JsonNode> all(String type) throws Exception {
        return resources(type, "");
    }

    private List<JsonNode> resources(String type, String which) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(fhir + "/" + type + which + "?_count=200"))
                        .header("Accept", "application/fhir+json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(type).isEqualTo(200);
        List<JsonNode> all = new ArrayList<>();
        JSON.readTree(answer.body()).path("entry").forEach(entry -> all.add(entry.path("resource")));
        return all;
    }

    /** The one of this type that is about this patient. */
    JsonNode only(String type, String patient) throws Exception {
        List<JsonNode> found = all(type).stream()
                .filter(each -> each.toString().contains("Patient/" + patient))
                .toList();
        assertThat(found).as(type).hasSize(1);
        return found.get(0);
    }

    /** The id of the one patient with this given name. */
    String patient(String givenName) throws Exception {
        List<JsonNode> found = all("Patient").stream()
                .filter(each -> each.path("name").toString().contains('"' + givenName + '"'))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0).path("id").asText();
    }

    /** Every version of everything that it ever got, as text. */
    public String everything() throws Exception {
        StringBuilder text = new StringBuilder();
        for (String type : TYPES) {
            resources(type, "/_history").forEach(each -> text.append(each).append('\n'));
        }
        return text.toString();
    }
}
