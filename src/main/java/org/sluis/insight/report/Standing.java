package org.sluis.insight.report;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.DoNotAsk;
import org.sluis.consent.Register;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.Law;
import org.sluis.party.Caller;

/** Whether somebody may have a report, by what the register knows today. Where it cannot tell, nobody may. */
final class Standing {
    private static final String ESTABLISHED = "established";

    private final Register register;
    private final DoNotAsk doNotAsk;
    private final Law law;
    private final InsightLaw insight;

    Standing(Register register, DoNotAsk doNotAsk, Law law, InsightLaw insight) {
        this.register = register;
        this.doNotAsk = doNotAsk;
        this.law = law;
        this.insight = insight;
    }

    /**
     * Holds the pupil's row until the transaction ends.
     *
     * @throws Refused NOT_FOUND for a pupil that is not the caller's own; PARAMETER_NOT_SUPPORTED for a holder who is not on
     *     record; BIRTH_DATE_UNKNOWN, AUTHORITY_UNKNOWN, INSIGHT_YOUTH_ALONE or INSIGHT_NOT_FOR_THIS_PERSON where this person
     *     may not. That somebody is endangered is no reason: then there is less in it
     */
    Addressee of(Connection connection, Caller caller, ReportForm form, DecisionInstant at) {
        String tenant = caller.tenant();
        UUID subject =
                register.subject(connection, caller, form.subject()).orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        long version = register.lockForSend(connection, tenant, subject);
        ConsentFacts facts = register.facts(connection, tenant, subject, at, law);
        String localId = form.holder();
        Optional<HolderFact> holder =
                localId == null ? Optional.empty() : register.holder(connection, tenant, subject, localId);
        if (localId != null && holder.isEmpty()) {
            throw new Refused(Reason.PARAMETER_NOT_SUPPORTED, "/holder:not-of-this-subject");
        }
        InsightLaw.Row row = row(facts, holder);
        UUID person = holder.map(HolderFact::id).orElse(null);
        Instant before = person == null
                ? null
                : doNotAsk.since(connection, tenant, subject, person, facts.day())
                        .map(this::beginning)
                        .orElse(null);
        return new Addressee(subject, version, row.id(), person, localId, before);
    }

    private Instant beginning(LocalDate day) {
        return day.atStartOfDay(law.settings().zone()).toInstant();
    }

    private InsightLaw.Row row(ConsentFacts facts, Optional<HolderFact> holder) {
        if (law.settings().bands().stream().noneMatch(band -> band.name().equals(facts.ageBand()))) {
            throw new Refused(Reason.BIRTH_DATE_UNKNOWN);
        }
        InsightLaw.Row row = insight.row(facts).orElseThrow(() -> new Refused(Reason.INSIGHT_NOT_FOR_THIS_PERSON));
        String person = holder.isEmpty()
                ? InsightLaw.CHILD
                : InsightLaw.person(law, holder.get().kind())
                        .orElseThrow(() -> new Refused(Reason.INSIGHT_NOT_FOR_THIS_PERSON));
        if (!row.to().contains(person)) {
            boolean alone = row.to().equals(Set.of(InsightLaw.CHILD));
            throw new Refused(alone ? Reason.INSIGHT_YOUTH_ALONE : Reason.INSIGHT_NOT_FOR_THIS_PERSON);
        }
        if (person.equals(InsightLaw.HOLDER) && !authorityKnown(facts)) {
            throw new Refused(Reason.AUTHORITY_UNKNOWN);
        }
        return row;
    }

    private boolean authorityKnown(ConsentFacts facts) {
        LocalDate checked = facts.authorityCheckedOn();
        return facts.authority().equals(ESTABLISHED)
                && checked != null
                && !checked.isAfter(facts.day())
                && !checked.plusDays(law.settings().authorityCheckMaxDays()).isBefore(facts.day());
    }
}
