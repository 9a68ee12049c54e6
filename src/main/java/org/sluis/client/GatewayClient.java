package org.sluis.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.nimbusds.jose.jwk.JWK;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.party.ClientAssertion;
import org.sluis.party.TokenClient;

/**
 * Asks a gateway as one party. Each client signs with its own key (RFC 7523); a token is asked for when one is needed and
 * used again while it is young. An answer is an answer, whatever its status; {@link Trouble} means that there was none.
 */
public final class GatewayClient {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(4);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** How long work of minutes may take to begin: another may come first. */
    private static final Duration WORK = Duration.ofMinutes(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;
    private final String client;
    private final PartyId party;
    private final TokenClient tokens;
    private final Clock clock;
    private String token = "";
    private Instant tokenUntil = Instant.EPOCH;

    /** @param body the missing node when it was not JSON */
    public record Answer(int status, JsonNode body) {
        public boolean ok() {
            return status / 100 == 2;
        }

        /** A text field of the body; empty where there is none. */
        public String text(String field) {
            return body.path(field).asText("");
        }
    }

    /**
     * @param gateway its address, which is also its name as the issuer of tokens
     * @param client the OAuth2 client whose key this is
     * @param party for whom it speaks
     */
    public GatewayClient(URI gateway, String client, JWK key, PartyId party, Clock clock) {
        String address = gateway.toString().replaceFirst("/+$", "");
        this.gateway = URI.create(address + "/");
        this.client = client;
        this.party = party;
        this.clock = clock;
        this.tokens =
                new TokenClient(http, this.gateway, new ClientAssertion(client, key, address, Ids.random(), clock));
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return ask(request(path).GET());
    }

    /** Sends JSON, unless the headers name another {@code Content-Type}. */
    public Answer post(String path, byte[] body, Map<String, String> headers) throws IOException, InterruptedException {
        return post(path, body, headers, PATIENCE);
    }

    /** The same for what takes longer. @param patience how long the answer may take */
    public Answer post(String path, byte[] body, Map<String, String> headers, Duration patience)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).timeout(patience).header("Content-Type", "application/json");
        headers.forEach(request::setHeader);
        return ask(request.POST(BodyPublishers.ofByteArray(body)));
    }

    /** Puts something whole in the place of what was there. @param type of the body */
    public Answer put(String path, byte[] body, String type) throws IOException, InterruptedException {
        return ask(request(path).header("Content-Type", type).PUT(BodyPublishers.ofByteArray(body)));
    }

    /**
     * What was asked for in another form than JSON.
     *
     * @param answer its status; a refusal is JSON all the same
     * @param text the body as it came
     * @param header of the answer; empty where it has none
     */
    public record Written(Answer answer, String text, String header) {}

    /** Sends JSON and asks for an answer of this media type. @param header the one to be told */
    public Written written(String path, byte[] body, String type, String header)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = answered(path, body, type);
        return new Written(
                told(answer),
                new String(answer.body(), StandardCharsets.UTF_8),
                answer.headers().firstValue(header).orElse(""));
    }

    /** The same of what is no text. @param answer its status; a refusal is JSON all the same @param body as it came */
    public record Fetched(Answer answer, byte[] body) {}

    /** Sends JSON and asks for an answer of this media type. */
    public Fetched fetched(String path, byte[] body, String type) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = answered(path, body, type);
        return new Fetched(told(answer), answer.body());
    }

    private static Answer told(HttpResponse<byte[]> answer) throws IOException {
        return answer.statusCode() == 200 ? new Answer(200, MissingNode.getInstance()) : answer(answer);
    }

    private HttpResponse<byte[]> answered(String path, byte[] body, String type)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .header("Accept", type + ", application/problem+json");
        try {
            return http.send(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
        } catch (ConnectException | HttpTimeoutException away) {
            throw away(gateway);
        }
    }

    /**
     * Sends JSON and reads the answer line by line, as long as it takes.
     *
     * @param each is told every line of it; of a refusal none
     * @return the last line as the body; the missing node where there was none
     */
    public Answer lines(String path, byte[] body, Consumer<JsonNode> each) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).timeout(WORK).header("Content-Type", "application/json");
        try {
            HttpResponse<InputStream> answer =
                    http.send(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                if (answer.statusCode() != 200) {
                    return new Answer(answer.statusCode(), json(in.readAllBytes()));
                }
                JsonNode last = MissingNode.getInstance();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = json(line.getBytes(StandardCharsets.UTF_8));
                    each.accept(last);
                }
                return new Answer(200, last);
            }
        } catch (ConnectException | HttpTimeoutException away) {
            throw away(gateway);
        }
    }

    /** A bearer token (RFC 6750) for this party, good for minutes. */
    public synchronized String token() throws IOException, InterruptedException {
        if (!clock.instant().isBefore(tokenUntil)) {
            try {
                token = tokens.token(party);
            } catch (ConnectException | HttpTimeoutException away) {
                throw away(gateway);
            } catch (IOException refused) {
                throw new Trouble(
                        "the gateway at " + gateway + " gives client " + client + " no token for " + party + " ("
                                + refused.getMessage() + ")",
                        "Is the client registered there with this key, and may it speak for the party?");
            }
            tokenUntil = clock.instant().plus(TOKEN_LIFE);
        }
        return token;
    }

    private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token());
    }

    private Answer ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return answer(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (ConnectException | HttpTimeoutException away) {
            throw away(gateway);
        }
    }

    static Answer answer(HttpResponse<byte[]> answer) throws IOException {
        return new Answer(answer.statusCode(), json(answer.body()));
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return body.length == 0
                    ? MissingNode.getInstance()
                    : JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    static Trouble away(URI gateway) {
        return new Trouble(
                "no gateway answers at " + gateway,
                "Start one (./sluis serve, or ./sluis demo --keep), or name another with --gateway.");
    }
}
