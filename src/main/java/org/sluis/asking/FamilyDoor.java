package org.sluis.asking;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.Drain;
import org.sluis.consent.Withdrawals;
import org.sluis.party.Caller;

/**
 * The door of the page for a parent or a young person: whoever has a code, and nothing else. It is the same door as the one over
 * HTTP: the same codes, the same limit of tries, one and the same answer to every code that is wrong.
 */
public final class FamilyDoor {
    /** Stands for the client in entries about what was taken back by a code. */
    private static final String BY_CODE = "withdrawal-by-code";

    private final Answering answering;
    private final Answers answers;
    private final Own own;
    private final Withdrawals withdrawals;
    private final Stopping stopping;

    FamilyDoor(Answering answering, Answers answers, Own own, Withdrawals withdrawals, Stopping stopping) {
        this.answering = answering;
        this.answers = answers;
        this.own = own;
        this.withdrawals = withdrawals;
        this.stopping = stopping;
    }

    /** @throws Refused CODE_NOT_VALID whatever is wrong with the code; TOO_MANY_TRIES when too many codes are */
    public FamilySheet open(String code) {
        return answering.opened(code, (session, person) -> {
            Opened opened = person.opened();
            return FamilySheet.of(
                    Sheet.of(person.request(), opened.holder(), person.questions()), opened.holder() == null);
        });
    }

    /**
     * Records a yes or a no to each category of each question; the code is good for this once.
     *
     * @param said {@code yes} or {@code no} by category, by question
     * @throws Refused as {@link #open}; CONSENT_NOT_VALID where it is not an answer to exactly what was asked
     */
    public Answered answer(String code, Map<Integer, SortedMap<String, String>> said) {
        List<AnswerForm.Answer> all = said.entrySet().stream()
                .map(each -> new AnswerForm.Answer(each.getKey(), each.getValue()))
                .toList();
        return answering.opened(code, (session, person) -> answers.record(session, person, new AnswerForm(code, all)));
    }

    /** What whoever has this withdrawal code answered. @throws Refused as {@link #open} */
    public Given given(String code) {
        return given(own.of(code));
    }

    /**
     * Takes one of these answers back, and returns when that holds: within 20 s.
     *
     * @throws Refused as {@link #open}; NOT_FOUND for anything that is not this person's own
     */
    public Given.Stopped withdraw(String code, UUID consent) {
        Own.Form form = own.of(code);
        if (form.said().stream().noneMatch(each -> each.consent().equals(consent))) {
            throw new Refused(Reason.NOT_FOUND);
        }
        Caller school = new Caller(form.tenant(), BY_CODE, new PartyId(form.school()));
        Drain.Drained drained = withdrawals.withdraw(school, consent).drained();
        return stopping.told(form, consent, drained);
    }

    private Given given(Own.Form form) {
        return new Given(
                form.holder() == null,
                form.said().stream()
                        .map(each -> new Given.Consent(
                                each.consent(),
                                each.yes(),
                                each.asked(),
                                each.withdrawnAt() == null ? null : stopping.at(each.withdrawnAt()),
                                stopping.shared(form, each.consent())))
                        .toList());
    }
}
