package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluis.TestGateway;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.client.ClientKey;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.party.Client;
import org.sluis.party.Entitlement;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.party.Registrar;

/** The school that a dossier names, with a key of its own, and what it records about pupils, over HTTP. */
final class OsoSchool {
    static final List<String> PURPOSES = List.of("plan-notice", "plan-coordination");
    /** Every category that a notice can need, attendance too. */
    static final List<String> ALL = List.of("IDENT", "SCHOOL", "AUTHORITY", "PLAN", "ATTENDANCE", "VOICE", "GOAL");

    private final String id;
    private final Path key;
    private final GatewayClient client;

    /** @param number two digits that no other party of the town has */
    OsoSchool(TestGateway gateway, OsoDossier dossier, String number, Path folder) throws Exception {
        id = "school-" + dossier.source();
        key = folder.resolve(id + ".jwk");
        JWK jwk = ClientKey.readOrMake(key, id + "-1");
        PartyId party = new PartyId(id);
        Registrar registrar = gateway.bean(Registrar.class);
        String oin = "000000990000000" + number + "000";
        registrar.register(
                new Party(TestGateway.TENANT, party, PartyKind.SCHOOL, id, oin, dossier.brin(), null, null, null, 1));
        registrar.register(Client.of(TestGateway.TENANT, id + "-direct", party, null, ClientKey.publicJwks(jwk)));
        LocalDate from = LocalDate.parse("2014-08-01");
        for (String purpose : PURPOSES) {
            registrar.register(new Entitlement(
                    TestGateway.TENANT,
                    party,
                    new Purpose(purpose),
                    new PartyId(recipient(purpose)),
                    "oso",
                    from,
                    from.plusYears(30)));
        }
        client = new GatewayClient(gateway.url(), id + "-direct", jwk, party, Clock.systemUTC());
    }

    static String recipient(String purpose) {
        return purpose.equals("plan-notice") ? "jeugdteam-waterlee" : "de-brug";
    }

    /** What stands on every command of this school. */
    Stream<String> who() {
        return Stream.of("--as=" + id, "--key=" + key);
    }

    /** The pupil of the dossier with two parents whose authority was checked; nobody has said anything. */
    void registers(OsoDossier dossier) throws Exception {
        post(200, "v1/subjects", """
                {"localId": "%s", "birthDate": "%s", "capable": true,
                 "holders": [{"localId": "ouder-1", "kind": "112"}, {"localId": "ouder-2", "kind": "112"}],
                 "authority": {"state": "established", "source": "school-registration", "checkedOn": "%s"}}
                """.formatted(
                        dossier.localId(),
                        dossier.birthDate(),
                        LocalDate.parse(dossier.day()).minusDays(30)));
    }

    /** The same, and both parents and the pupil say yes to these categories. */
    void registersWithConsents(OsoDossier dossier, List<String> categories) throws Exception {
        registers(dossier);
        for (String purpose : PURPOSES) {
            for (String who : List.of(
                    "\"holder\", \"holder\": \"ouder-1\"", "\"holder\", \"holder\": \"ouder-2\"", "\"child\"")) {
                consents(dossier, purpose, who, categories, "2026-1");
            }
        }
    }

    void consents(OsoDossier dossier, String purpose, String who, List<String> categories, String textVersion)
            throws Exception {
        LocalDate day = LocalDate.parse(dossier.day());
        post(201, "v1/consents", """
                {"subject": "%s", "grantor": %s, "effect": "grant", "purpose": "%s",
                 "recipient": "%s", "categories": [%s], "from": "%s", "until": "%s", "textVersion": "%s",
                 "proof": {"verified": "in-person", "by": "ib-01", "at": "%sT08:00:00Z", "digest": "%s"}}
                """.formatted(
                        dossier.localId(),
                        who,
                        purpose,
                        recipient(purpose),
                        categories.stream().map(c -> '"' + c + '"').collect(Collectors.joining(",")),
                        day.minusDays(30),
                        day.plusDays(100),
                        textVersion,
                        day.minusDays(31),
                        "ab".repeat(32)));
    }

    private void post(int status, String path, String json) throws Exception {
        Answer answer = client.post(path, json.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    }
}
