package org.sluis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The care system is a server like any other: it validates, it can be closed, and a repeat changes nothing. */
class CareSystemTest {
    @TempDir
    private static Path folder;

    private static CareSystem care;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        care = new CareSystem(0, folder, null);
    }

    @AfterAll
    static void stop() throws Exception {
        care.close();
    }

    private int post(String bundle) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(care.url()))
                                .header("Content-Type", "application/fhir+json")
                                .POST(HttpRequest.BodyPublishers.ofString(bundle))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void takesWhatTheConnectorWritesOnceAndRefusesWhatIsNotValid() throws Exception {
        CareDesk desk = new CareDesk(URI.create(care.url()).getPort());
        String plan = Files.readString(Path.of("test-fixtures/connectors/fhir-r4/school-plan/out.json"));

        desk.close();
        assertThat(post(plan)).as("closed").isEqualTo(503);
        assertThat(desk.arrivals()).isZero();

        desk.open();
        assertThat(post(plan)).as("open").isEqualTo(200);
        assertThat(post(plan)).as("again").isEqualTo(200);
        assertThat(desk.arrivals()).isEqualTo(2);
        assertThat(Files.readAllLines(folder.resolve("arrivals.ndjson")).get(1)).contains("\"changed\":0");
        assertThat(desk.holds().get("CarePlan")).hasSize(1);

        assertThat(post(plan.replace("\"transaction\"", "\"transection\"")))
                .as("not valid")
                .isBetween(400, 422);
        assertThat(desk.arrivals()).isEqualTo(2);
    }
}
