package org.sluis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluis.canonical.PartyId;
import org.sluis.client.ClientKey;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.consent.FamiliesFile;
import org.sluis.party.DirectoryFile;
import org.sluis.party.Registrar;

/** Waterlee: its organisations with their keys, and its families, brought in through the doors that everyone uses. */
final class Town {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private final Path fixtures;
    private final Gateway gateway;
    private final Map<String, GatewayClient> schools = new HashMap<>();
    private final List<FamiliesFile.Child> children;
    private final Map<String, String> pupils = new HashMap<>();
    private String tenant = "";

    Town(Path home, Gateway gateway) {
        this.fixtures = home.resolve("test-fixtures");
        this.gateway = gateway;
        this.children = FamiliesFile.load(fixtures.resolve("people/families.yaml"), LocalDate.now(ZONE));
    }

    /** Organisations, vendors, mandates and entitlements; each client gets a key of its own. Says how many parties. */
    int register(Path clients, CareProcess care, SchoolDesk desk) throws IOException {
        DirectoryFile directory =
                desk.receiving(care.receiving(DirectoryFile.load(fixtures.resolve("people/parties.yaml"))));
        Map<String, String> published = new HashMap<>();
        for (DirectoryFile.Access client : directory.clients()) {
            var key = ClientKey.readOrMake(clients.resolve(client.id() + ".jwk"), client.id() + "-1");
            published.put(client.id(), ClientKey.publicJwks(key));
            if (client.party() != null) {
                PartyId party = new PartyId(client.party());
                schools.put(
                        client.party(), new GatewayClient(gateway.url(), client.id(), key, party, Clock.systemUTC()));
            }
        }
        tenant = directory.tenant().id();
        directory.register(gateway.part(Registrar.class), published);
        return directory.parties().size();
    }

    /** Registers each pupil and records what was said about sharing, unless that is on record already. Says how many. */
    int settle() throws IOException, InterruptedException {
        for (FamiliesFile.Child child : children) {
            GatewayClient school = school(child.school());
            Answer known = school.post("v1/subjects", child.subject(), Map.of());
            demand(known, child);
            pupils.put(known.text("answersAbout"), child.localId());
            List<JsonNode> recorded = standing(child.school(), child.localId());
            for (byte[] said : child.consents()) {
                JsonNode consent = JSON.readTree(said);
                if (recorded.stream().noneMatch(earlier -> same(earlier, consent))) {
                    demand(school.post("v1/consents", said, Map.of()), child);
                }
            }
        }
        return children.size();
    }

    /** What is on record about a pupil and was not taken back, oldest first. */
    List<JsonNode> standing(String school, String subject) throws IOException, InterruptedException {
        List<JsonNode> standing = new ArrayList<>();
        for (JsonNode consent :
                school(school).get("v1/consents?subject=" + subject).body().path("consents")) {
            if (!consent.hasNonNull("withdrawnAt")) {
                standing.add(consent);
            }
        }
        return standing;
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return List.of("grantor", "holder", "effect", "purpose", "discloser", "recipient", "from", "until").stream()
                .allMatch(field -> text(one, field).equals(text(other, field)));
    }

    private static String text(JsonNode consent, String field) {
        return consent.hasNonNull(field) ? consent.path(field).asText() : "";
    }

    GatewayClient school(String party) {
        GatewayClient client = schools.get(party);
        if (client == null) {
            throw new NotAsTold("expected: " + party + " has a client of its own in parties.yaml; instead: none");
        }
        return client;
    }

    /** The school's own id of whom it is told about under this one. */
    String pupil(String answersAbout) {
        return pupils.getOrDefault(answersAbout, "nobody");
    }

    /** Every name of a child or holder: none of them may stand in the log. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (FamiliesFile.Child child : children) {
            names.add(child.givenName());
            names.add(child.familyName());
            child.holders().forEach(holder -> names.add(holder.name()));
        }
        return names;
    }

    /** The controller whose register this is. */
    String tenant() {
        return tenant;
    }

    Path message(String name) {
        return fixtures.resolve("disclosures").resolve(name);
    }

    private static void demand(Answer answer, FamiliesFile.Child child) {
        NotAsTold.unless(
                answer.ok(), "the register takes pupil " + child.localId(), answer.status() + " " + answer.body());
    }
}
