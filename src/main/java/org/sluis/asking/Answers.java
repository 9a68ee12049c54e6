package org.sluis.asking;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Refused;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.ConsentRecorder;
import org.sluis.consent.Rejections;
import org.sluis.database.Rows;
import org.sluis.party.Caller;
import org.sluis.vault.Column;
import org.sluis.vault.Vault;

/** Records what a person answered: a consent or a refusal for each question, each with the same proof. */
final class Answers {
    /** Stands for the client in entries about what came by a code. */
    private static final String BY_CODE = "answer-by-code";

    private final Ledger ledger;
    private final Clock clock;
    private final ConsentRecorder recorder;
    private final Vault vault;
    private final WithdrawalCodes codes;

    Answers(Ledger ledger, Clock clock, ConsentRecorder recorder, Vault vault, WithdrawalCodes codes) {
        this.ledger = ledger;
        this.clock = clock;
        this.recorder = recorder;
        this.vault = vault;
        this.codes = codes;
    }

    /**
     * All of it or nothing, in the session's transaction.
     *
     * @throws Refused CONSENT_NOT_VALID with what is wrong in the answers; the attempt is in the log and the code stays good
     */
    Answered record(Ledger.Session session, AskedNow.Person person, AnswerForm form) {
        Caller school = new Caller(
                person.tenant(), BY_CODE, new PartyId(person.request().school()));
        Map<Question, AnswerForm.Answer> answers =
                new Rejections(ledger, clock).recorded(school, () -> form.to(person.questions()));
        Opened opened = person.opened();
        String document =
                Sheet.document(opened.id(), Sheet.of(person.request(), opened.holder(), person.questions()), answers);
        String digest = Sheet.digest(document);
        Instant now = clock.instant();
        ConsentForm.Proof proof = new ConsentForm.Proof(opened.verified(), opened.by(), now, digest);
        SortedMap<Integer, UUID> consents = new TreeMap<>();
        answers.forEach((question, answer) -> consents.put(
                question.number(),
                recorder.record(session, school, consent(person, question, answer, proof))
                        .consent()));
        Event event = Event.of(EventKind.CONSENT_ANSWERED, person.tenant(), now)
                .about(person.request().subject())
                .with("request", person.request().id())
                .with("invitation", opened.id())
                .with("school", school.party())
                .with("by", opened.by())
                .with("verified", opened.verified())
                .with("consents", consents.values().stream().map(UUID::toString).toList())
                .committing("document", document.getBytes(StandardCharsets.UTF_8));
        Rows.update(
                session.connection(),
                "INSERT INTO answered_form (tenant, invitation, document, event) VALUES (?, ?, ?, ?)",
                person.tenant(),
                opened.id(),
                vault.key(
                                session.connection(),
                                person.tenant(),
                                person.request().subject())
                        .seal(Column.ANSWERED_FORM_DOCUMENT, opened.id(), document),
                session.record(event).entry());
        return new Answered(digest, codes.make(session.connection(), person.tenant(), opened.id(), consents));
    }

    /** A yes to some categories is a consent for those; a no to all of them a refusal of all. */
    private static ConsentForm consent(
            AskedNow.Person person, Question question, AnswerForm.Answer answer, ConsentForm.Proof proof) {
        List<String> yes = question.categories().stream()
                .filter(category -> AnswerForm.YES.equals(answer.categories().get(category)))
                .toList();
        AskedRequest request = person.request();
        return new ConsentForm(
                request.localId(),
                person.opened().grantor(),
                person.opened().localId(),
                yes.isEmpty() ? "refuse" : "grant",
                question.purpose(),
                question.discloser().equals(request.school()) ? null : question.discloser(),
                question.recipient(),
                null,
                yes.isEmpty() ? question.categories() : yes,
                request.from(),
                request.until(),
                request.textVersion(),
                null,
                proof);
    }
}
