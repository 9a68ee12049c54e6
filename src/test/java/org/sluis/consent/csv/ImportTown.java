package org.sluis.consent.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.csv.Lines.header;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** A school that sends files to a gateway, and what it reads of the answers. */
final class ImportTown implements AutoCloseable {
    static final String LINDE = "de-linde-direct";

    final TestGateway gateway = new TestGateway("sluis.delivery.workers=0");
    private int children;

    @Override
    public void close() {
        gateway.close();
    }

    List<String> pupils(int many) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String pupil = "pupil-" + children++;
            HttpResponse<String> answer =
                    gateway.post(LINDE, "/v1/subjects", """
                    {"localId": "%s", "birthDate": "%s", "capable": true, "holders": [{"localId": "ouder-1", "kind": "112"},
                     {"localId": "ouder-2", "kind": "112"}, {"localId": "stiefouder", "kind": "212"}]}
                    """.formatted(pupil, TestTown.birthDate()));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            all.add(pupil);
        }
        return all;
    }

    static String file(String separator, List<String> lines) {
        return header(separator) + "\r\n" + String.join("\r\n", lines) + "\r\n";
    }

    HttpResponse<String> send(String file) {
        return gateway.post(gateway.url(), LINDE, "/v1/consents/import", "text/csv", file);
    }

    static JsonNode report(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    static void counts(JsonNode report, int lines, int recorded, int already) {
        assertThat(List.of(
                        report.path("lines").asInt(),
                        report.path("recorded").asInt(),
                        report.path("alreadyOnRecord").asInt()))
                .as(report.toString())
                .containsExactly(lines, recorded, already);
    }

    static Map<Integer, List<String>> faults(JsonNode report) {
        Map<Integer, List<String>> faults = new TreeMap<>();
        for (JsonNode line : report.path("rejected")) {
            List<String> all = new ArrayList<>();
            line.path("faults").forEach(fault -> all.add(fault.asText()));
            faults.put(line.path("line").asInt(), all);
        }
        return faults;
    }

    List<String> onRecord(String pupil) {
        return TestTown.read(gateway.get(LINDE, "/v1/consents?subject=" + pupil).body())
                .path("consents")
                .findValuesAsText("id");
    }

    List<String> entries(String kind) {
        return gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = ?",
                                row -> row.getString(1),
                                kind));
    }
}
