package org.sluis.party.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.party.Registrar;

/**
 * Persons of Waterlee, enrolled over HTTP: of De Linde two privacy officers (the first with two accounts and two keys)
 * and an operator, of Het Anker one privacy officer, and somebody of another tenant. The JDK makes their keys.
 */
public final class Officers implements AutoCloseable {
    public static final String TENANT = TestGateway.TENANT;
    public static final String OTHER = "andere-scholen";

    public final TestGateway gateway;
    public final OctetKeyPair firstKey = key();
    public final OctetKeyPair firstOtherKey = key();
    public final OctetKeyPair secondKey = key();
    public final OctetKeyPair operatorKey = key();
    public final OctetKeyPair ankerKey = key();
    public final UUID first;
    public final UUID second;
    public final UUID operator;
    public final UUID anker;

    public Officers() {
        this("sluis.delivery.workers=0");
    }

    /** @param properties of the gateway */
    public Officers(String... properties) {
        gateway = new TestGateway(properties);
        for (String client : List.of("linde-1", "linde-1b", "linde-2", "linde-3")) {
            gateway.client(TENANT, client, "de-linde");
        }
        gateway.client(TENANT, "anker-1", "het-anker");
        Registrar registrar = gateway.bean(Registrar.class);
        registrar.registerTenant(OTHER, "Stichting Andere Scholen");
        registrar.register(new Party(
                OTHER, new PartyId("de-linde"), PartyKind.SCHOOL, "Een andere Linde", null, null, null, null, null, 1));
        gateway.client(OTHER, "other-1", "de-linde");

        first = person("de-linde-direct", "medewerker-1", "linde-1", "linde-1b");
        inForce(role("de-linde-direct", first, "privacy-officer"));
        inForce(enrol("de-linde-direct", first, firstKey));
        second = person("de-linde-direct", "medewerker-2", "linde-2");
        approved("linde-2", role("linde-2", second, "privacy-officer"), first, firstKey);
        approved("linde-2", enrol("linde-2", second, secondKey), first, firstKey);
        approved("linde-1", enrol("linde-1", first, firstOtherKey), second, secondKey);
        operator = person("de-linde-direct", "medewerker-3", "linde-3");
        approved("linde-1", role("linde-1", operator, "operator"), second, secondKey);
        approved("linde-1", enrol("linde-1", operator, operatorKey), second, secondKey);
        anker = person("het-anker-direct", "medewerker-1", "anker-1");
        inForce(role("het-anker-direct", anker, "privacy-officer"));
        inForce(enrol("het-anker-direct", anker, ankerKey));
    }

    public static OctetKeyPair key() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new OctetKeyPair.Builder(
                            Curve.Ed25519, last32(pair.getPublic().getEncoded()))
                    .d(last32(pair.getPrivate().getEncoded()))
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Base64URL last32(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    /** A JWS of exactly this header and payload, signed by the JDK. */
    public static String jws(String header, String payload, OctetKeyPair key) {
        try {
            var spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key.getDecodedD());
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(spec));
            String input = Base64URL.encode(header) + "." + Base64URL.encode(payload);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public Caller caller(String client) {
        return new Caller(TENANT, client, new PartyId("de-linde"));
    }

    public HttpResponse<String> add(String client, String reference, String... accounts) {
        String named = String.join(
                ",",
                Arrays.stream(accounts)
                        .map(each -> "{\"client\":\"" + each + "\"}")
                        .toList());
        return gateway.post(
                client, "/v1/persons", "{\"reference\":\"" + reference + "\",\"accounts\":[" + named + "]}");
    }

    public UUID person(String client, String reference, String... accounts) {
        return UUID.fromString(
                inForce(add(client, reference, accounts)).path("person").asText());
    }

    public HttpResponse<String> role(String client, UUID person, String role) {
        String until = Instant.parse("2044-08-01T00:00:00Z").toString();
        return gateway.post(
                client, "/v1/persons/" + person + "/roles", "{\"role\":\"" + role + "\",\"until\":\"" + until + "\"}");
    }

    public HttpResponse<String> enrol(String client, UUID person, OctetKeyPair key) {
        return gateway.post(
                client,
                "/v1/persons/" + person + "/keys",
                "{\"jwk\":" + key.toPublicJWK().toJSONString() + "}");
    }

    public HttpResponse<String> revoke(String client, UUID person, OctetKeyPair key) {
        return gateway.post(
                client, "/v1/persons/" + person + "/keys", "{\"revoked\":\"" + PersonKey.thumbprint(key) + "\"}");
    }

    /** A role for the operator, proposed by this account. */
    public JsonNode proposed(String client) {
        return proposed(role(client, operator, "integrator"));
    }

    public JsonNode proposed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body());
    }

    public static String signed(JsonNode proposal, UUID person, OctetKeyPair key) {
        return new Approval(
                        UUID.fromString(proposal.path("proposal").asText()),
                        proposal.path("digest").asText(),
                        person,
                        Instant.now())
                .sign(key);
    }

    public HttpResponse<String> approve(String client, JsonNode proposal, String jws) {
        return gateway.post(
                gateway.url(),
                client,
                "/v1/proposals/" + proposal.path("proposal").asText() + "/approvals",
                "application/jose",
                jws);
    }

    /** Whose client posts an approval is nothing to it: the signature says who approves. */
    public void approved(String client, HttpResponse<String> proposed, UUID person, OctetKeyPair key) {
        JsonNode proposal = proposed(proposed);
        inForce(approve(client, proposal, signed(proposal, person, key)));
    }

    public static JsonNode inForce(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestTown.read(answer.body());
    }

    public static void refused(HttpResponse<String> answer, int status, String code, @Nullable String where) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = TestTown.read(answer.body());
        assertThat(problem.path("title").asText()).isEqualTo(code);
        if (where != null) {
            assertThat(problem.path("where").toString()).contains(where);
        }
    }

    public JsonNode listed(String client, UUID person) {
        for (JsonNode each :
                TestTown.read(gateway.get(client, "/v1/persons").body()).path("persons")) {
            if (each.path("person").asText().equals(person.toString())) {
                return each;
            }
        }
        throw new AssertionError("not listed");
    }

    /** As the owner of the tables, who alone can change what is written. */
    public int asOwner(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(setting("URL"), setting("OWNER_USER"), setting("OWNER_PASSWORD"));
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String setting(String name) {
        String option = "--SLUIS_DB_" + name + "=";
        return gateway.arguments().stream()
                .filter(each -> each.startsWith(option))
                .findFirst()
                .orElseThrow()
                .substring(option.length());
    }

    /** Entries of this kind, oldest first. */
    public List<String> entries(String kind) {
        return entries(TENANT, kind);
    }

    /** Of another controller. */
    public List<String> entries(String tenant, String kind) {
        return gateway.bean(Transactions.class)
                .within(
                        tenant,
                        connection -> Rows.query(
                                connection,
                                "SELECT convert_from(body, 'UTF8') AS entry FROM audit_event WHERE kind = ? ORDER BY at",
                                row -> row.getString("entry"),
                                kind));
    }

    @Override
    public void close() {
        gateway.close();
    }
}
