package org.sluis;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.database.DatabaseSettings;
import org.sluis.database.DatabaseSettings.Own;
import org.sluis.database.RealPostgres;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.RecipientKey;
import org.sluis.party.Client;
import org.sluis.party.ClientAssertion;
import org.sluis.party.Directory;
import org.sluis.party.DirectoryFile;
import org.sluis.party.Party;
import org.sluis.party.Reception;
import org.sluis.party.Registrar;
import org.sluis.party.TokenClient;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole gateway, for tests: real HTTP on a free port, a real database of its own, the town's parties and keys. */
public final class TestGateway implements AutoCloseable {
    public static final String TENANT = "waterlee-scholen";
    private static final Duration KEPT = Duration.ofMinutes(3);
    private static final String ISSUER = "sluis.auth.issuer=";

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> arguments;
    private final String issuer;
    private final Map<String, ECKey> keys = new LinkedHashMap<>();
    private final ECKey envelopes;
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final Clock clock;

    private record Token(String value, Instant at) {}

    /** @param properties such as {@code sluis.delivery.workers=0}; one that is set here as well replaces what is set */
    public TestGateway(String... properties) {
        this(Clock.systemUTC(), properties);
    }

    /** @param clock the only one it goes by, but for the database's own */
    public TestGateway(Clock clock, String... properties) {
        this.clock = clock;
        try {
            Path data = Files.createTempDirectory("sluis-test");
            arguments = new ArrayList<>(List.of(
                    "--server.port=0",
                    "--sluis.data=" + data,
                    "--spring.profiles.active=plain",
                    "--" + ISSUER + "http://localhost:8080"));
            database(RealPostgres.fresh(), arguments);
            List<String> own = new ArrayList<>(arguments);
            for (String property : properties) {
                own.removeIf(set -> set.startsWith("--" + property.substring(0, property.indexOf('=') + 1)));
                own.add("--" + property);
            }
            issuer = own.stream()
                    .filter(set -> set.startsWith("--" + ISSUER))
                    .findFirst()
                    .orElseThrow()
                    .substring(("--" + ISSUER).length());
            context = node(clock, own);
            envelopes = new ECKeyGenerator(Curve.P_256)
                    .keyID("oever-envelopes-1")
                    .keyUse(KeyUse.ENCRYPTION)
                    .generate();
            DirectoryFile town = DirectoryFile.load(Path.of("test-fixtures/people/parties.yaml"))
                    .withEnvelopes(
                            "jeugdhulp-oever",
                            URI.create("http://localhost:1/envelopes"),
                            RecipientKey.parse(envelopes.toPublicJWK().toJSONString()));
            Map<String, String> published = new LinkedHashMap<>();
            for (DirectoryFile.Access client : town.clients()) {
                ECKey key = signing(client.id());
                keys.put(client.id(), key);
                published.put(client.id(), published(key));
            }
            town.register(bean(Registrar.class), published);
        } catch (IOException | JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The private key of a client, for a command that reads it from a file. */
    public String privateKey(String client) {
        return Objects.requireNonNull(keys.get(client)).toJSONString();
    }

    private static ECKey signing(String client) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(client + "-1")
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String published(ECKey key) {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** A node of a gateway: {@link #arguments()}, and what this one has of its own. */
    public static ConfigurableApplicationContext node(Clock clock, List<String> arguments) {
        SpringApplication application = new SpringApplication(SluisApplication.class);
        application.addInitializers(start -> ((GenericApplicationContext) start)
                .registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
        return application.run(arguments.toArray(String[]::new));
    }

    private static void database(DatabaseSettings settings, List<String> arguments) {
        Own own = (Own) settings.where();
        arguments.add("--SLUIS_DB_URL=" + own.url());
        arguments.add("--SLUIS_DB_OWNER_USER=" + own.owner().user());
        arguments.add("--SLUIS_DB_OWNER_PASSWORD=" + own.owner().password());
        arguments.add("--SLUIS_DB_APP_USER=" + own.app().user());
        arguments.add("--SLUIS_DB_APP_PASSWORD=" + own.app().password());
        arguments.add("--SLUIS_DB_AUDITOR_USER=" + own.auditor().user());
        arguments.add("--SLUIS_DB_AUDITOR_PASSWORD=" + own.auditor().password());
    }

    /** The private key of Jeugdhulp Oever, which receives envelopes. */
    public ECKey envelopes() {
        return envelopes;
    }

    /** What another node of the same gateway is started with: the same database, data folder and keys. */
    public List<String> arguments() {
        return List.copyOf(arguments);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public URI url() {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** An access token by real HTTP, kept for a while. */
    public String token(String client) {
        Token kept = tokens.get(client);
        Instant now = clock.instant();
        if (kept == null || Duration.between(kept.at(), now).abs().compareTo(KEPT) > 0) {
            kept = new Token(fetched(client), now);
            tokens.put(client, kept);
        }
        return kept.value();
    }

    private String fetched(String id) {
        bean(KeyFolder.class).tokenKeys(); // seconds to make, the first time, and a client waits for no more than ten
        try {
            return tokens(id).token(null);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private TokenClient tokens(String id) {
        return new TokenClient(http, url(), assertion(id));
    }

    private ClientAssertion assertion(String id) {
        return new ClientAssertion(id, keys.get(id), issuer, Ids.random(), clock);
    }

    /** What the token endpoint answers to a good request of this client, whatever it is. */
    public HttpResponse<String> askToken(String client) throws IOException, InterruptedException {
        return tokens(client).ask(assertion(client).fresh(), null);
    }

    /** What a school's own client posts, as JSON. */
    public Arrival arrival(String client, String purpose, String recipient, String json) {
        return new Arrival(
                new Door("rest-json", new Purpose(purpose), new PartyId(recipient)),
                json.getBytes(StandardCharsets.UTF_8),
                "application/json",
                "",
                token(client),
                null,
                null,
                null);
    }

    /** One more client of a party, of this tenant or another, with a key of its own. */
    public void client(String tenant, String id, String party) {
        ECKey key = signing(id);
        keys.put(id, key);
        bean(Registrar.class).register(Client.of(tenant, id, new PartyId(party), null, published(key)));
    }

    /** The state in which a disclosure of this client's came to rest; the last one where it did not within a minute. */
    public String end(String client, String disclosure) {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        String state = "waiting";
        while (List.of("waiting", "sending").contains(state) && System.nanoTime() < until) {
            LockSupport.parkNanos(50_000_000);
            state = TestTown.read(get(client, "/v1/disclosures/" + disclosure).body())
                    .path("state")
                    .asText();
        }
        return state;
    }

    /** How a party receives from now on; all else about it stays as it is. */
    public void receives(String party, @Nullable Reception receives) {
        Party now = bean(Directory.class).find(TENANT, new PartyId(party)).orElseThrow();
        bean(Registrar.class)
                .register(new Party(
                        now.tenant(),
                        now.id(),
                        now.kind(),
                        now.name(),
                        now.oin(),
                        now.brin(),
                        now.agb(),
                        receives,
                        now.webhook(),
                        now.version()));
    }

    public HttpResponse<String> post(String client, String path, String json) {
        return post(url(), client, path, json);
    }

    /** To another node. */
    public HttpResponse<String> post(URI node, String client, String path, String json) {
        return post(node, client, path, "application/json", json);
    }

    /** What is not JSON. */
    public HttpResponse<String> post(URI node, String client, String path, String contentType, String body) {
        return send(HttpRequest.newBuilder(node.resolve(path))
                .header("Authorization", "Bearer " + token(client))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What is put whole in the place of what was there. */
    public HttpResponse<String> put(String client, String path, String contentType, byte[] body) {
        return send(HttpRequest.newBuilder(url().resolve(path))
                .header("Authorization", "Bearer " + token(client))
                .header("Content-Type", contentType)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    public HttpResponse<String> get(String client, String path) {
        return send(HttpRequest.newBuilder(url().resolve(path)).header("Authorization", "Bearer " + token(client)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
