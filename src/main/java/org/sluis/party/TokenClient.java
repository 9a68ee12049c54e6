package org.sluis.party;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;

/** Asks a token endpoint for an access token, as a sender does; for the command, the demo and the tests. */
public final class TokenClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI endpoint;
    private final ClientAssertion assertion;

    /**
     * @param gateway where the gateway is reached, such as {@code http://localhost:8080}
     * @param assertion who asks, for which issuer
     */
    public TokenClient(HttpClient http, URI gateway, ClientAssertion assertion) {
        this.http = http;
        this.endpoint = gateway.resolve("/oauth2/token");
        this.assertion = assertion;
    }

    /**
     * A fresh access token.
     *
     * @param party the party to speak for; null for a party's own client
     * @throws IOException when the endpoint cannot be reached or refuses: the message says its error code
     */
    public String token(@Nullable PartyId party) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(assertion.fresh(), party);
        JsonNode json = new ObjectMapper().readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new IOException("no token: " + answer.statusCode() + " "
                    + json.path("error").asText());
        }
        return json.path("access_token").asText();
    }

    /** What the endpoint answers to this assertion, whatever it is. */
    public HttpResponse<String> ask(String signed, @Nullable PartyId party) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials"
                + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                + "&client_assertion=" + URLEncoder.encode(signed, StandardCharsets.UTF_8)
                + (party == null ? "" : "&scope=party%3A" + party.value());
        return http.send(
                HttpRequest.newBuilder(endpoint)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }
}
