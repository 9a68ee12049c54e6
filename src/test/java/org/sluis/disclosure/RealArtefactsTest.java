package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.Reason;

/**
 * What real systems send, at each door that might be taken for the right one: every answer has a reason of the catalogue, none is an error of
 * the server's, and nothing is taken that no connector reads. Where the folder is absent this says so, and tries nothing.
 */
class RealArtefactsTest {
    private static final Path REAL = Path.of("../shared/real");
    private static final Map<String, String> TYPES = Map.of(
            "xml", "application/xml",
            "xsd", "application/xml",
            "wsdl", "text/xml",
            "json", "application/json",
            "csv", "text/csv",
            "yaml", "application/yaml",
            "md", "text/markdown");
    private static final Map<String, String> DOORS = Map.of(
            "oso/plan-notice/jeugdteam-waterlee", "de-linde-direct",
            "rest-json/signal/jeugdteam-waterlee", "de-linde-direct",
            "care-json/signal-acknowledgement/de-linde", "jeugdteam-direct");
    private static final Set<String> CODES =
            Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.toSet());

    @Test
    void eachIsRefusedWithAReasonAndNoneIsAnErrorOfTheServers() throws Exception {
        if (!Files.isDirectory(REAL)) {
            System.out.println("real artefacts: the folder ../shared/real is absent, nothing was tried");
            return;
        }
        List<Path> files = files();
        assertThat(files).hasSizeGreaterThan(100);
        Map<String, Integer> table = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try (TestGateway gateway = new TestGateway("sluis.delivery.workers=0")) {
            for (Path file : files) {
                for (Map.Entry<String, String> door : DOORS.entrySet()) {
                    HttpResponse<String> answer = post(gateway, door, file);
                    String reason = TestTown.read(answer.body()).path("title").asText();
                    table.merge(
                            REAL.relativize(file).getName(0) + " at "
                                    + door.getKey().split("/")[0] + ": " + answer.statusCode() + " " + reason,
                            1,
                            Integer::sum);
                    if (answer.statusCode() < 400 || answer.statusCode() >= 500 || !CODES.contains(reason)) {
                        wrong.add(REAL.relativize(file) + " at " + door.getKey() + ": " + answer.statusCode() + " "
                                + reason);
                    }
                }
            }
        }
        table.forEach((line, count) -> System.out.println("real artefacts: " + count + " of " + line));
        assertThat(wrong).isEmpty();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(REAL)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> TYPES.containsKey(extension(file)))
                    .sorted()
                    .toList();
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static HttpResponse<String> post(TestGateway gateway, Map.Entry<String, String> door, Path file)
            throws Exception {
        URI address = gateway.url().resolve("/v1/doors/" + door.getKey());
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Authorization", "Bearer " + gateway.token(door.getValue()))
                                .header("Content-Type", TYPES.get(extension(file)))
                                .header("Idempotency-Key", "real-" + Math.abs(file.hashCode()))
                                .POST(HttpRequest.BodyPublishers.ofFile(file))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
