package org.sluis.party.person;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;

/** The keys by which somebody who signed in to the console approves and proposes; of others' keys it tells nothing. */
public final class OwnKeys {
    private final Persons persons;
    private final Transactions transactions;

    OwnKeys(Persons persons, Transactions transactions) {
        this.persons = persons;
        this.transactions = transactions;
    }

    /** @param thumbprint RFC 7638. @param counts false once it was revoked */
    public record Key(String thumbprint, boolean counts) {}

    /** In the order in which they were enrolled; none for a client. */
    public List<Key> of(Caller caller) {
        UUID person = caller.person();
        return person == null
                ? List.of()
                : transactions.within(caller.tenant(), connection -> PersonRows.keys(connection, caller, person));
    }

    /**
     * Enrols one: at once where it is the first key of the organisation and its holder a privacy officer, else a privacy officer of the
     * organisation approves it.
     *
     * @param jwk public and Ed25519 (RFC 8037)
     * @return what waits for an approval; empty when the key counts
     * @throws Refused PERSON_NOT_VALID, KEY_OF_ANOTHER or PROPOSER_UNKNOWN
     */
    public Optional<Proposal> enrol(Caller caller, String jwk) {
        byte[] body = ("{\"jwk\":" + jwk + "}").getBytes(StandardCharsets.UTF_8);
        return persons.ownKey(caller, person -> Change.key(person, body));
    }

    /**
     * Takes one back, at once: whoever lost it, or left a machine behind, does not wait for anybody.
     *
     * @throws Refused PERSON_NOT_VALID where it is not theirs or counts no more; PROPOSER_UNKNOWN
     */
    public void revoke(Caller caller, String thumbprint) {
        if (!thumbprint.matches("[A-Za-z0-9_-]{43}")) {
            throw new Refused(Reason.PERSON_NOT_VALID, "/revoked:not-enrolled");
        }
        byte[] body = ("{\"revoked\":\"" + thumbprint + "\"}").getBytes(StandardCharsets.UTF_8);
        persons.ownKey(caller, person -> Change.key(person, body));
    }
}
