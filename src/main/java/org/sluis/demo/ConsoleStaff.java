package org.sluis.demo;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.spec.SecretKeySpec;
import org.sluis.canonical.PartyId;
import org.sluis.client.ClientKey;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.console.SignInHints;
import org.sluis.party.Caller;
import org.sluis.party.Client;
import org.sluis.party.Registrar;
import org.sluis.party.account.Accounts;
import org.sluis.party.account.Invited;
import org.sluis.party.person.Approval;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Proposals;

/**
 * Two of the school's people, with accounts for the console: a privacy officer, and a colleague who is one too and has three more roles,
 * which the officer approved with a key, as four eyes want it; and a third officer, who approves the keys of these two. What they sign in with is told on the page itself, for they are nobody.
 */
final class ConsoleStaff implements SignInHints {
    private static final String PASSWORD = "vijf gele klompen drijven";
    private static final PartyId SCHOOL = new PartyId("de-linde");
    private static final long STEP = 30;
    private static final List<String> COLLEAGUE =
            List.of("audit-reviewer", "integrator", "operator", "privacy-officer");
    private static final String UNTIL = LocalDate.now(ZoneOffset.UTC).plusYears(1) + "T00:00:00Z";

    private final List<Person> persons = new CopyOnWriteArrayList<>();
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();

    private record Person(List<String> roles, String name, byte[] secret) {}

    @Override
    public List<Hint> now() {
        return persons.stream()
                .map(person -> new Hint(person.roles(), person.name(), PASSWORD, code(person.secret(), 0)))
                .toList();
    }

    /** Registers them and opens their accounts; anew in a folder where they are known, for a secret is told once. */
    void arrive(Gateway gateway, Town town, Path clients) throws IOException, InterruptedException {
        GatewayClient officers = client(gateway, town, clients, "linde-functionaris-1");
        client(gateway, town, clients, "linde-functionaris-3");
        GatewayClient colleagues = client(gateway, town, clients, "linde-collega-2");
        UUID officer = person(officers, "medewerker-1", "linde-functionaris-1");
        UUID colleague = person(officers, "medewerker-2", "linde-collega-2");
        OctetKeyPair key = key(clients.resolve("medewerker-1.jwk"));
        UUID third = person(officers, "medewerker-3", "linde-functionaris-3");
        OctetKeyPair thirdKey = key(clients.resolve("medewerker-3.jwk"));
        if (!known(officers, officer).path("roles").toString().contains("privacy-officer")) {
            role(officers, officer, "privacy-officer");
            enrol(officers, officer, key);
        }
        for (String role : COLLEAGUE) {
            if (!known(officers, colleague).path("roles").toString().contains(role)) {
                approve(officers, role(colleagues, colleague, role), officer, key);
            }
        }
        if (!known(officers, third).path("roles").toString().contains("privacy-officer")) {
            approve(officers, role(colleagues, third, "privacy-officer"), officer, key);
            approve(officers, enrol(colleagues, third, thirdKey), officer, key);
        }
        new ThirdOfficer(gateway.part(Proposals.class), Caller.inConsole(town.tenant(), SCHOOL, third), third, thirdKey)
                .start();
        open(gateway, officers, officer, "privacy-officer");
        open(gateway, officers, colleague, COLLEAGUE.toArray(String[]::new));
    }

    private GatewayClient client(Gateway gateway, Town town, Path clients, String id) throws IOException {
        JWK key = ClientKey.readOrMake(clients.resolve(id + ".jwk"), id + "-1");
        gateway.part(Registrar.class).register(Client.of(town.tenant(), id, SCHOOL, null, ClientKey.publicJwks(key)));
        return new GatewayClient(gateway.url(), id, key, SCHOOL, Clock.systemUTC());
    }

    private static UUID person(GatewayClient school, String reference, String client)
            throws IOException, InterruptedException {
        for (JsonNode each : school.get("v1/persons").body().path("persons")) {
            if (each.path("reference").asText().equals(reference)) {
                return UUID.fromString(each.path("person").asText());
            }
        }
        String body = "{\"reference\":\"" + reference + "\",\"accounts\":[{\"client\":\"" + client + "\"}]}";
        return UUID.fromString(
                done(school.post("v1/persons", bytes(body), Map.of())).text("person"));
    }

    private static JsonNode known(GatewayClient school, UUID person) throws IOException, InterruptedException {
        for (JsonNode each : school.get("v1/persons").body().path("persons")) {
            if (each.path("person").asText().equals(person.toString())) {
                return each;
            }
        }
        throw new NotAsTold("expected: " + person + " is registered; instead: not");
    }

    private static Answer role(GatewayClient by, UUID person, String role) throws IOException, InterruptedException {
        String body = "{\"role\":\"" + role + "\",\"until\":\"" + UNTIL + "\"}";
        return done(by.post("v1/persons/" + person + "/roles", bytes(body), Map.of()));
    }

    private static Answer enrol(GatewayClient by, UUID person, OctetKeyPair key)
            throws IOException, InterruptedException {
        return done(by.post("v1/persons/" + person + "/keys", bytes("{\"jwk\":" + key.toPublicJWK() + "}"), Map.of()));
    }

    private static void approve(GatewayClient by, Answer proposed, UUID officer, OctetKeyPair key)
            throws IOException, InterruptedException {
        UUID proposal = UUID.fromString(proposed.text("proposal"));
        String digest = FourEyes.digest(proposed.text("content"));
        String jws = new Approval(proposal, digest, officer, Instant.now()).sign(key);
        done(by.post(
                "v1/proposals/" + proposal + "/approvals", bytes(jws), Map.of("Content-Type", "application/jose")));
    }

    private void open(Gateway gateway, GatewayClient school, UUID person, String... roles)
            throws IOException, InterruptedException {
        String link = done(school.post("v1/persons/" + person + "/invitations", new byte[0], Map.of()))
                .text("link");
        String token = link.substring(link.indexOf('#') + 1);
        Accounts accounts = gateway.part(Accounts.class);
        Invited invited = accounts.invited(token).orElseThrow();
        accounts.open(
                token, PASSWORD, code(invited.secret(), -1)); // the one before, so that this one is good for signing in
        persons.add(new Person(List.of(roles), invited.name(), invited.secret()));
    }

    private static OctetKeyPair key(Path file) throws IOException {
        return Files.exists(file) ? ClientKey.readForApprovals(file) : ClientKey.makeForApprovals(file);
    }

    private String code(byte[] secret, long steps) {
        try {
            return codes.generateOneTimePasswordString(
                    new SecretKeySpec(secret, codes.getAlgorithm()),
                    Instant.now().plusSeconds(steps * STEP));
        } catch (InvalidKeyException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static Answer done(Answer answer) {
        NotAsTold.unless(answer.ok(), "the school's people are registered", answer.status() + " " + answer.body());
        return answer;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
