package org.sluis.asking;

import java.sql.Connection;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Purpose;
import org.sluis.consent.Register;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Grantors;
import org.sluis.law.Law;
import org.sluis.law.LawQuestion;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;

/** Asks the law whose yes a way needs, by what the register knows now. */
final class Whom {
    private final Register register;
    private final Law law;

    Whom(Register register, Law law) {
        this.register = register;
        this.law = law;
    }

    ConsentFacts facts(Connection connection, String tenant, UUID subject, Instant now) {
        return register.facts(connection, tenant, subject, new DecisionInstant(now, false), law);
    }

    /** What a message would say of itself is not known yet. */
    Grantors asked(ConsentFacts facts, PartyKind discloser, Party recipient, Purpose purpose) {
        String kind = recipient.kind().code();
        return law.asked(new LawQuestion(
                discloser.code(),
                recipient.id(),
                kind,
                purpose,
                facts,
                Set.of(),
                law.said(purpose, kind, null, Set.of())));
    }
}
