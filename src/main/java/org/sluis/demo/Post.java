package org.sluis.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;

/** Sends the town's messages, each run under ids of its own, and follows what becomes of them. */
final class Post {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);
    private static final Set<String> UNDER_WAY = Set.of("waiting", "sending");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Town town;
    private final String run;

    Post(Town town, String run) {
        this.town = town;
        this.run = run;
    }

    /** The file as it goes out in this run. */
    byte[] message(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(town.message(file));
        if (connector(file).equals("oso")) {
            return bytes; // has no id of its own: the header says it
        }
        ObjectNode message = (ObjectNode) JSON.readTree(bytes);
        message.put("messageId", message.path("messageId").asText() + "-" + run);
        return JSON.writeValueAsBytes(message);
    }

    static String connector(String file) {
        return file.endsWith(".xml") ? "oso" : "rest-json";
    }

    /** @param more headers beside the usual ones */
    Answer send(String school, String file, String purpose, String recipient, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>(more);
        if (connector(file).equals("oso")) {
            headers.put("Content-Type", "application/xml");
            headers.put("Idempotency-Key", Path.of(file).getFileName() + "-" + run);
        }
        return town.school(school)
                .post("v1/doors/" + connector(file) + "/" + purpose + "/" + recipient, message(file), headers);
    }

    /** What a party tells the school about whom the school told it of. */
    Answer answer(String party, String file, String about, String purpose, String school)
            throws IOException, InterruptedException {
        ObjectNode message = (ObjectNode) JSON.readTree(message("from-care/" + file));
        message.put("about", about);
        return town.school(party)
                .post("v1/doors/care-json/" + purpose + "/" + school, JSON.writeValueAsBytes(message), Map.of());
    }

    Answer state(String school, String disclosure) throws IOException, InterruptedException {
        return town.school(school).get("v1/disclosures/" + disclosure);
    }

    /** How it ended. */
    Answer end(String school, String disclosure) throws IOException, InterruptedException {
        GatewayClient client = town.school(school);
        long until = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = client.get("v1/disclosures/" + disclosure);
        while (answer.ok() && UNDER_WAY.contains(answer.text("state")) && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            answer = client.get("v1/disclosures/" + disclosure);
        }
        return answer;
    }
}
