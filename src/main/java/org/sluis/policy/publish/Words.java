package org.sluis.policy.publish;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Role;
import org.sluis.policy.pack.Pack;

/**
 * What is said of a pack and opens nothing: the recipient accepts its obligations, the data protection officer advises
 * (GDPR art. 39).
 */
public final class Words {
    private final Ledger ledger;
    private final FourEyes fourEyes;
    private final Directory directory;
    private final Trust trust;
    private final Published published;
    private final Clock clock;

    Words(Ledger ledger, FourEyes fourEyes, Directory directory, Trust trust, Published published, Clock clock) {
        this.ledger = ledger;
        this.fourEyes = fourEyes;
        this.directory = directory;
        this.trust = trust;
        this.published = published;
        this.clock = clock;
    }

    /** One that was said. @param word accepted, advised-for or advised-against */
    public record Said(
            String digest,
            String party,
            UUID person,
            String word,
            @Nullable String note,
            Instant at) {}

    /** @throws Refused NOT_FOUND for an unknown digest; ROLE_MISSING; POLICY_OF_ANOTHER for who is not its recipient */
    void say(Caller caller, String digest, RuleForm.Word form) {
        published.edition(caller.tenant()); // what was shipped can be spoken of before the first message
        ledger.alone(caller.tenant(), session -> {
            Connection connection = session.connection();
            Pack pack =
                    trust.pack(connection, caller.tenant(), digest).orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            boolean accepts = form.word().equals("accepted");
            UUID person = fourEyes.calling(
                    connection, caller, Set.of(accepts ? Role.PRIVACY_OFFICER : Role.DATA_PROTECTION_OFFICER));
            boolean receives = directory
                    .find(connection, caller.tenant(), caller.party())
                    .filter(party -> pack.recipients().contains(party.kind()))
                    .isPresent();
            if (accepts && !receives) {
                throw new Refused(Reason.POLICY_OF_ANOTHER);
            }
            UUID event = session.record(Event.of(EventKind.POLICY_ADVISED, caller.tenant(), clock.instant())
                            .with("digest", digest)
                            .with("word", form.word())
                            .with("person", person)
                            .with("party", caller.party())
                            .with("client", caller.client()))
                    .entry();
            Rows.update(
                    connection,
                    "INSERT INTO rule_word (tenant, digest, party, person, word, note, event) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    caller.tenant(),
                    digest,
                    caller.party().value(),
                    person,
                    form.word(),
                    form.note(),
                    event);
            return true;
        });
    }

    List<Said> all(Connection connection, String tenant) {
        return Rows.query(
                connection,
                "SELECT digest, party, person, word, note, said_at FROM rule_word WHERE tenant = ? ORDER BY said_at",
                row -> new Said(
                        row.getString("digest"),
                        row.getString("party"),
                        row.getObject("person", UUID.class),
                        row.getString("word"),
                        row.getString("note"),
                        Rows.instant(row, "said_at")),
                tenant);
    }
}
