package org.sluis.party;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.sluis.TestCertificate;

/** An external issuer: a real HTTPS server with a certificate for {@code localhost} that nobody else trusts. */
final class Issuer implements AutoCloseable {
    private static final char[] PASSWORD = TestCertificate.PASSWORD.toCharArray();

    private final HttpsServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile HttpHandler answer = exchange -> send(exchange, 404, "");

    private Issuer(HttpsServer server) {
        this.server = server;
        server.setExecutor(workers);
        server.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            answer.handle(exchange);
        });
        server.start();
    }

    /** Leaves its certificate in {@code certificate.pem}. */
    static Issuer start(Path folder) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(TestCertificate.in(folder).store())) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new Issuer(server);
    }

    String at(String host) {
        return "https://" + host + ":" + server.getAddress().getPort() + "/jwks";
    }

    /** How often it was asked, at any path below its keys. */
    int asked() {
        return asked.get();
    }

    void publishes(JWK... keys) {
        answers(200, set(keys));
    }

    void answers(int status, String body) {
        answers(exchange -> send(exchange, status, body));
    }

    void answers(HttpHandler with) {
        answer = with;
    }

    static String set(JWK... keys) {
        return new JWKSet(Arrays.stream(keys).map(JWK::toPublicJWK).toList()).toString();
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
