package org.sluis.policy.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.sluis.database.Rows;
import org.sluis.party.person.Approved;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.ProposalKind;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackReader;
import org.sluis.policy.pack.PackSource;

/** Whether a change of the rules is what the log recorded and two persons signed. What does not fit decides nothing. */
final class Trust {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FourEyes fourEyes;
    private final PackReader reader;

    Trust(FourEyes fourEyes, PackReader reader) {
        this.fourEyes = fourEyes;
        this.reader = reader;
    }

    /** Whether its entry in the log says the same, and who had to sign it did. */
    boolean holds(Connection connection, String tenant, RuleChange change) {
        return recorded(connection, tenant, change) && signed(connection, tenant, change);
    }

    /** The pack that was published; empty where its content is not under its digest, or is no pack without a fault. */
    Optional<Pack> pack(Connection connection, String tenant, String digest) {
        return RuleRows.content(connection, tenant, digest).flatMap(content -> {
            try {
                PackSource source = PackSource.parse(content);
                return source.digest().equals(digest)
                        ? Optional.ofNullable(reader.read(source, new ArrayList<PackFault>()))
                        : Optional.empty();
            } catch (RuntimeException | StackOverflowError broken) {
                return Optional.empty();
            }
        });
    }

    private static boolean recorded(Connection connection, String tenant, RuleChange change) {
        return Rows.one(
                        connection,
                        """
                        SELECT kind, convert_from(body, 'UTF8') AS body FROM audit_event WHERE tenant = ? AND id = ?""",
                        row -> says(row.getString("kind"), row.getString("body"), change),
                        tenant,
                        change.event())
                .orElse(false);
    }

    /** Whether an entry of this kind says what the change says. */
    static boolean says(String kind, String body, RuleChange change) {
        JsonNode facts = json(body).path("facts");
        boolean same = kind.equals(Recording.kind(change.what()).code())
                && facts.path("kind").asText().equals(change.kind().code())
                && facts.path("name").asText().equals(change.name())
                && facts.path("proposal").asText("").equals(change.proposal() == null ? "" : change.proposal() + "");
        return same
                && (change.digest() == null
                        || facts.path("digest").asText().equals(change.digest())
                                && facts.path("purpose").asText().equals(change.purpose())
                                && facts.path("effective")
                                        .asText()
                                        .equals(change.effective().toString()));
    }

    private boolean signed(Connection connection, String tenant, RuleChange change) {
        UUID proposal = change.proposal();
        if (proposal == null) {
            return change.what() != RuleChange.What.REOPENED;
        }
        return fourEyes.bothSigned(connection, tenant, proposal)
                .filter(approved -> speaksOf(approved, change))
                .isPresent();
    }

    /** Whether this is what both persons signed. */
    static boolean speaksOf(Approved approved, RuleChange change) {
        SignedContent content = SignedContent.of(approved.proposal().content());
        if (change.what() == RuleChange.What.REOPENED) {
            return approved.proposal().kind() == ProposalKind.REOPENING
                    && content.closing().equals(new RuleForm.Closing(change.kind(), change.name()));
        }
        Instant asked = content.effective();
        return approved.proposal().kind() == ProposalKind.POLICY
                && content.policy().equals(change.name())
                && content.digest().equals(change.digest())
                && (asked == null || !asked.isAfter(change.effective()));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            return JSON.createObjectNode();
        }
    }
}
