package org.sluis.policy.publish;

import java.sql.Connection;
import java.util.Set;
import java.util.UUID;
import org.sluis.audit.Ledger;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.connector.Connectors;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Role;

/** Closing takes one person, at once: a policy, a recipient or a connector. */
final class Closer {
    private static final Set<Role> MAY = Set.of(Role.PRIVACY_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.OPERATOR);

    private final Ledger ledger;
    private final FourEyes fourEyes;
    private final Directory directory;
    private final Connectors connectors;
    private final Recording recording;
    private final Published published;

    Closer(
            Ledger ledger,
            FourEyes fourEyes,
            Directory directory,
            Connectors connectors,
            Recording recording,
            Published published) {
        this.ledger = ledger;
        this.fourEyes = fourEyes;
        this.directory = directory;
        this.connectors = connectors;
        this.recording = recording;
        this.published = published;
    }

    /**
     * Closes it for the whole controller. What is closed already is closed once more.
     *
     * @throws Refused NOT_FOUND where nothing is called so; PROPOSER_UNKNOWN or ROLE_MISSING
     */
    void close(Caller caller, RuleForm.Closing what) {
        published.edition(caller.tenant()); // what was shipped can be closed before the first message
        ledger.alone(caller.tenant(), session -> {
            Connection connection = session.connection();
            UUID person = fourEyes.calling(connection, caller, MAY);
            RuleRows.lock(connection, caller.tenant());
            if (!exists(connection, caller, what)) {
                throw new Refused(Reason.NOT_FOUND);
            }
            recording.closed(session, caller, what.kind(), what.name(), person);
            return true;
        });
        published.edition(caller.tenant()); // this node goes by it before it answers
    }

    private boolean exists(Connection connection, Caller caller, RuleForm.Closing what) {
        return switch (what.kind()) {
            case POLICY ->
                RuleRows.changes(connection, caller.tenant()).stream()
                        .anyMatch(change -> change.kind() == RuleChange.Kind.POLICY
                                && change.name().equals(what.name()));
            case RECIPIENT ->
                directory
                        .find(connection, caller.tenant(), new PartyId(what.name()))
                        .isPresent();
            case CONNECTOR -> connectors.names().contains(what.name());
        };
    }
}
