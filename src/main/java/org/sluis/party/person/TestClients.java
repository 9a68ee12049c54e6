package org.sluis.party.person;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.sql.Connection;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;
import org.sluis.party.Client;
import org.sluis.party.Directory;
import org.sluis.party.Registrar;

/**
 * Clients of parties that exist for tests only, as whoever runs the gateway names them ({@code sluis.test.parties}): an integrator
 * makes them alone. Each is new; no client that is there gets another key, and no other party a client.
 */
public final class TestClients {
    private static final Set<Role> MAY = Set.of(Role.INTEGRATOR);
    private static final String PREFIX = "test-";

    private final SortedSet<String> parties;
    private final Directory directory;
    private final Registrar registrar;
    private final FourEyes fourEyes;
    private final Transactions transactions;
    private final Ids ids;

    TestClients(
            Set<String> parties,
            Directory directory,
            Registrar registrar,
            FourEyes fourEyes,
            Transactions transactions,
            Ids ids) {
        this.parties = new TreeSet<>(parties);
        this.directory = directory;
        this.registrar = registrar;
        this.fourEyes = fourEyes;
        this.transactions = transactions;
        this.ids = ids;
    }

    /** One that was made here. @param key its thumbprint (RFC 7638) */
    public record Made(String client, String party, String key) {}

    /** The test parties of the caller's controller; none where none is named. */
    public List<String> parties(Caller caller) {
        return transactions.within(caller.tenant(), connection -> parties.stream()
                .filter(party -> directory
                        .find(connection, caller.tenant(), new PartyId(party))
                        .isPresent())
                .toList());
    }

    /** Every client that was made here for one of them, by anybody. */
    public List<Made> made(Caller caller) {
        return transactions.within(
                caller.tenant(),
                connection -> Rows.query(
                        connection,
                        "SELECT id, party, jwks #>> '{keys,0,kid}' AS kid FROM client WHERE tenant = ? AND party = ANY (?)"
                                + " AND starts_with(id, ?) ORDER BY id",
                        row -> new Made(row.getString("id"), row.getString("party"), row.getString("kid")),
                        caller.tenant(),
                        parties.toArray(String[]::new),
                        PREFIX));
    }

    /**
     * Makes one.
     *
     * @param jwk its public key, Ed25519 (RFC 8037)
     * @throws Refused NOT_FOUND for a party that is no test party of this controller; PERSON_NOT_VALID for any other key;
     *     ROLE_MISSING or PROPOSER_UNKNOWN
     */
    public Made make(Caller caller, String party, String jwk) {
        UUID person = transactions.within(caller.tenant(), connection -> integrator(connection, caller));
        if (!parties(caller).contains(party)) {
            throw new Refused(Reason.NOT_FOUND);
        }
        OctetKeyPair key = key(jwk);
        String id = PREFIX + party + "-" + ids.next().toString().substring(24);
        registrar.register(
                Client.of(caller.tenant(), id, new PartyId(party), null, "{\"keys\":[" + key.toJSONString() + "]}"),
                person);
        return new Made(id, party, key.getKeyID());
    }

    private UUID integrator(Connection connection, Caller caller) {
        return fourEyes.calling(connection, caller, MAY);
    }

    private static OctetKeyPair key(String jwk) {
        try {
            if (JWK.parse(jwk) instanceof OctetKeyPair key && !key.isPrivate()) {
                return new OctetKeyPair.Builder(key)
                        .keyID(key.computeThumbprint().toString())
                        .build();
            }
        } catch (ParseException | JOSEException notAKey) {
            // said below
        }
        throw new Refused(Reason.PERSON_NOT_VALID, "/jwk:not-a-public-ed25519-key");
    }
}
