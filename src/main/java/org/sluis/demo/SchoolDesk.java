package org.sluis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sluis.client.ClientKey;
import org.sluis.client.EnvelopeReader;
import org.sluis.client.EnvelopeReader.NotTaken;
import org.sluis.client.EnvelopeReader.Opened;
import org.sluis.client.PublishedKeys;
import org.sluis.keys.RecipientKey;
import org.sluis.party.DirectoryFile;

/** What the school's own system takes: envelopes that it alone can open, as the JSON that it reads; 410 when late. */
final class SchoolDesk implements AutoCloseable {
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String school;
    private final ECKey key;
    private final EnvelopeReader reader;
    private final HttpServer server;
    private final Map<String, JsonNode> taken = new ConcurrentHashMap<>();

    /** @param folder where its key is */
    SchoolDesk(String school, Path folder, URI gateway) throws IOException {
        this.school = school;
        this.key = ClientKey.readOrMakeForEnvelopes(folder.resolve(school + "-envelopes.jwk"), school + "-envelopes-1");
        this.reader =
                new EnvelopeReader(key, school, new PublishedKeys(gateway.resolve("/v1/keys")), Clock.systemUTC());
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/envelopes", this::take);
        server.start();
    }

    /** The directory with where its envelopes go and the public half of its key. */
    DirectoryFile receiving(DirectoryFile directory) {
        return directory.withEnvelopes(
                school,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/envelopes"),
                RecipientKey.parse(key.toPublicJWK().toJSONString()));
    }

    /** What it was told by this disclosure. @throws NotAsTold where it was not */
    JsonNode told(String disclosure) {
        JsonNode told = taken.get(disclosure);
        if (told == null) {
            throw new NotAsTold("expected: the school's own system has disclosure " + disclosure + "; instead: not");
        }
        return told;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
        int status = 204;
        try {
            Opened opened = reader.open(new String(body, StandardCharsets.US_ASCII));
            taken.put(opened.disclosure(), JSON.readTree(opened.content()));
        } catch (NotTaken refused) {
            status = refused.status();
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
