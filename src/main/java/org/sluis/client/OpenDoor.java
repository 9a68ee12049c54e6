package org.sluis.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.sluis.client.GatewayClient.Answer;

/** Asks a gateway as nobody in particular: for who has a code and no account. */
public final class OpenDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;

    public OpenDoor(URI gateway) {
        this.gateway = URI.create(gateway.toString().replaceFirst("/+$", "") + "/");
    }

    /** Sends JSON. @throws Trouble when no gateway answers */
    public Answer post(String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return GatewayClient.answer(http.send(request, BodyHandlers.ofByteArray()));
        } catch (ConnectException | HttpTimeoutException away) {
            throw GatewayClient.away(gateway);
        }
    }
}
