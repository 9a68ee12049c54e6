package org.sluis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Someone who works at the care organisation: sees what its record system holds, and opens and closes it. */
final class CareDesk {
    private static final List<String> TYPES = List.of(
            "CarePlan",
            "Communication",
            "Task",
            "Goal",
            "CareTeam",
            "Patient",
            "RelatedPerson",
            "Organization",
            "Practitioner",
            "PractitionerRole",
            "Observation");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    CareDesk(int port) {
        this.base = URI.create("http://127.0.0.1:" + port + "/");
    }

    boolean answers() throws InterruptedException {
        try {
            return ask("GET", "desk").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    void close() throws IOException, InterruptedException {
        ask("PUT", "desk/closed");
    }

    void open() throws IOException, InterruptedException {
        ask("PUT", "desk/open");
    }

    int arrivals() throws IOException, InterruptedException {
        return JSON.readTree(ask("GET", "desk").body()).path("arrivals").asInt(-1);
    }

    /** Everything it holds of each type, as FHIR JSON, by reading it over its own FHIR interface. */
    Map<String, List<JsonNode>> holds() throws IOException, InterruptedException {
        Map<String, List<JsonNode>> all = new LinkedHashMap<>();
        for (String type : TYPES) {
            List<JsonNode> found = new ArrayList<>();
            JSON.readTree(ask("GET", "fhir/" + type + "?_count=100").body())
                    .path("entry")
                    .forEach(entry -> found.add(entry.path("resource")));
            if (!found.isEmpty()) {
                all.put(type, found);
            }
        }
        return all;
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(Duration.ofSeconds(10))
                        .header("Accept", "application/fhir+json, application/json")
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
