package org.sluis.asking;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.ConsentRecorder;
import org.sluis.consent.DoNotAsk;
import org.sluis.consent.Rejections;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Grantors;
import org.sluis.law.Law;
import org.sluis.party.Caller;
import org.sluis.party.Party;
import org.sluis.policy.Askable;
import org.sluis.policy.InForce;

/** Makes requests for consent: a question for each way and purpose, an invitation for each person whom the law asks. */
final class Requests {
    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;
    private final Law law;
    private final Whom whom;
    private final Wanted wanted;
    private final InForce inForce;
    private final Dictionary dictionary;
    private final ConsentRecorder recorder;
    private final DoNotAsk doNotAsk;

    Requests(
            Ledger ledger,
            Ids ids,
            Clock clock,
            Law law,
            Whom whom,
            Wanted wanted,
            InForce inForce,
            Dictionary dictionary,
            ConsentRecorder recorder,
            DoNotAsk doNotAsk) {
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
        this.law = law;
        this.whom = whom;
        this.wanted = wanted;
        this.inForce = inForce;
        this.dictionary = dictionary;
        this.recorder = recorder;
        this.doNotAsk = doNotAsk;
    }

    /** Everyone who is asked in some question, by the rows of the law. */
    private record People(Set<UUID> holders, boolean child, Set<String> rows) {}

    /**
     * One transaction with its entry in the log. Whoever must not be asked is invited like everybody else.
     *
     * @throws Refused NOT_FOUND for a pupil or a refusal that is not this school's, the same as for none; CONSENT_NOT_VALID
     *     with what is wrong; POLICY_MISSING; the law's own reason where it asks nobody. The attempt is in the log
     */
    UUID request(Caller caller, AskForm form) {
        return new Rejections(ledger, clock)
                .recorded(caller, () -> ledger.alone(caller.tenant(), session -> request(session, caller, form)));
    }

    private UUID request(Ledger.Session session, Caller caller, AskForm form) {
        Instant now = clock.instant();
        LocalDate today = law.day(now);
        Connection connection = session.connection();
        Wanted.Found found = wanted.find(connection, caller, form);
        ConsentFacts facts = whom.facts(connection, caller.tenant(), found.subject(), now);
        List<Question> questions = new ArrayList<>();
        People people = new People(new TreeSet<>(), false, new TreeSet<>());
        for (Leg leg : legs(caller, found, form, facts)) {
            Grantors grantors = whom.asked(
                    facts, leg.discloser().kind(), leg.recipient(), leg.way().purpose());
            if (grantors.reason() != null) {
                throw new Refused(grantors.reason(), List.of(), Set.copyOf(grantors.rows()));
            }
            people = joined(people, grantors);
            questions.add(Question.of(
                    questions.size() + 1,
                    leg.way(),
                    leg.discloser(),
                    leg.recipient(),
                    grantors.withheld(),
                    form,
                    dictionary));
        }
        AskedRequest request = new AskedRequest(
                ids.next(),
                found.subject(),
                found.localId(),
                caller.party().value(),
                found.recipient().id().value(),
                found.purpose().value(),
                form.textVersion(),
                form.from(),
                form.until(),
                form.lastDay(),
                List.copyOf(questions));
        check(request, form, today);
        write(session, caller, request, people, today);
        return request.id();
    }

    private record Leg(Askable.Way way, Party discloser, Party recipient) {}

    private List<Leg> legs(Caller caller, Wanted.Found found, AskForm form, ConsentFacts facts) {
        Party school = found.school();
        Party recipient = found.recipient();
        Askable askable = inForce.of(caller.tenant()).askable();
        List<Leg> legs = new ArrayList<>();
        askable.way(found.purpose(), school, recipient, facts)
                .ifPresent(way -> legs.add(new Leg(way, school, recipient)));
        if (legs.isEmpty()) {
            throw new Refused(Reason.POLICY_MISSING);
        }
        @Nullable
        Purpose answer = form.answerPurpose() == null ? null : AskForm.purpose(form.answerPurpose(), "/answerPurpose");
        askable.ways(recipient, school, answer, facts).forEach(way -> legs.add(new Leg(way, recipient, school)));
        if (answer != null && legs.size() == 1) {
            throw new Refused(Reason.POLICY_MISSING, "/answerPurpose");
        }
        return legs;
    }

    private static People joined(People people, Grantors grantors) {
        Set<UUID> holders = new TreeSet<>(people.holders());
        holders.addAll(grantors.holders());
        Set<String> rows = new TreeSet<>(people.rows());
        rows.addAll(grantors.rows());
        return new People(holders, people.child() || grantors.child(), rows);
    }

    /** What cannot be recorded afterwards is not asked: a no of the child, who needs no proof for it, shows whether it can. */
    private void check(AskedRequest request, AskForm form, LocalDate today) {
        for (Question question : request.questions()) {
            recorder.check(new ConsentForm(
                    request.localId(),
                    ConsentFact.CHILD,
                    null,
                    "refuse",
                    question.purpose(),
                    null,
                    question.recipient(),
                    null,
                    question.categories(),
                    form.from(),
                    form.until(),
                    form.textVersion(),
                    null,
                    null));
        }
        if (!form.until().isAfter(today)) {
            throw new Refused(Reason.CONSENT_NOT_VALID, "/until:in-the-past");
        } else if (form.lastDay().isBefore(today)) {
            throw new Refused(Reason.CONSENT_NOT_VALID, "/respondBy:in-the-past");
        } else if (!form.lastDay().isBefore(form.until())) {
            throw new Refused(Reason.CONSENT_NOT_VALID, "/respondBy:after-the-period");
        }
    }

    private void write(Ledger.Session session, Caller caller, AskedRequest request, People people, LocalDate today) {
        Connection connection = session.connection();
        List<String> kept = people.holders().stream()
                .filter(holder -> doNotAsk.about(
                        connection,
                        caller.tenant(),
                        request.subject(),
                        holder,
                        request.purposes(),
                        request.recipients(),
                        today))
                .map(UUID::toString)
                .toList();
        UUID event = session.record(Event.of(EventKind.CONSENT_ASKED, caller.tenant(), clock.instant())
                        .about(request.subject())
                        .with("request", request.id())
                        .with("school", caller.party())
                        .with("client", caller.client())
                        .with("recipient", request.recipient())
                        .with("purpose", request.purpose())
                        .with("purposes", request.purposes())
                        .with("text-version", request.textVersion())
                        .with(
                                "holders",
                                people.holders().stream().map(UUID::toString).toList())
                        .with("child", people.child())
                        .with("not-to-be-asked", kept)
                        .with("rows", people.rows()))
                .entry();
        RequestRows.insert(connection, caller.tenant(), request, event);
        people.holders()
                .forEach(holder -> RequestRows.invite(connection, caller.tenant(), request, ids.next(), holder));
        if (people.child()) {
            RequestRows.invite(connection, caller.tenant(), request, ids.next(), null);
        }
    }
}
