package org.sluis.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.ConsentedRequest;
import org.sluis.freetext.Finding;
import org.sluis.freetext.Screen;
import org.sluis.gate.Received;
import org.sluis.party.Authenticated;

/** Step 5 of the spine: law, consent and policy permit a disclosure element by element, or it ends here. */
public final class Decide {
    /** Which kind of consent is missing may be told; who refused or withdrew never is. */
    private static final Map<Reason, String> KINDS = Map.of(
            Reason.PLAN_NOT_AGREED, "plan.agreedOn",
            Reason.PUPIL_NOT_HEARD, "plan.pupilHeardOn",
            Reason.CONSENT_MISSING_HOLDER, "holder",
            Reason.CONSENT_MISSING_CHILD, "child",
            Reason.BIRTH_DATE_DIFFERS, "subject.birthDate",
            Reason.BIRTH_DATE_UNKNOWN, "subject.birthDate");

    private final InForce inForce;
    private final Screen screen;

    Decide(InForce inForce, Screen screen) {
        this.inForce = inForce;
        this.screen = screen;
    }

    /**
     * Refuses whatever is not permitted, with the reason and the rows behind it. Words of danger come before everything
     * else: whatever consent says, their author hears at once whom to call, and nothing goes.
     */
    public Permit decide(ConsentedRequest consented) {
        Objects.requireNonNull(consented, "nothing to decide");
        answerDanger(consented);
        Authenticated exchange = consented.request().authenticated();
        if (!inForce.connectorOpen(exchange.tenant(), exchange.received().door().connector())) {
            throw new Refused(Reason.CONNECTOR_CLOSED);
        }
        DecisionPoint point = inForce.of(exchange.tenant());
        DecisionInput input = input(consented, point);
        KeptDecision kept = KeptDecision.of(point, input);
        Decision decision = kept.decision();
        if (decision.outcome() == Outcome.PERMIT) {
            return new Permit(consented, kept, (kind, reason) -> point.mayAttest(input, kind, reason));
        }
        Reason reason = Objects.requireNonNull(decision.reason());
        if (reason == Reason.SUBJECT_UNKNOWN && !consented.request().namesSubject()) {
            throw new NotPermitted( // not unknown: not named
                    Reason.ELEMENT_MANDATORY_MISSING, List.of("subject.localId"), Set.of(), kept);
        }
        throw new NotPermitted(reason, where(reason, decision), Set.copyOf(decision.rows()), kept);
    }

    private void answerDanger(ConsentedRequest consented) {
        List<Finding> danger = screen.danger(consented.request().elements());
        if (!danger.isEmpty()) {
            throw new Refused(
                    Reason.DANGER_IN_TEXT,
                    danger.stream().map(Finding::toString).toList(),
                    screen.kinds().dangerRows());
        }
    }

    private static DecisionInput input(ConsentedRequest consented, DecisionPoint point) {
        Authenticated authenticated = consented.request().authenticated();
        Received received = authenticated.received();
        return point.underThese(new DecisionInput(
                authenticated.sender().id(),
                authenticated.sender().kind(),
                authenticated.recipient().id(),
                authenticated.recipient().kind(),
                received.door().purpose(),
                consented.request().elements().ids(),
                point.marks(consented.request().elements()),
                consented.facts(),
                received.instant().at(),
                received.instant().shifted(),
                DecisionPoint.NO_PACK,
                point.lawDigest()));
    }

    private static List<String> where(Reason reason, Decision decision) {
        String kind = KINDS.get(reason);
        return kind == null ? List.copyOf(decision.elements().keySet()) : List.of(kind);
    }
}
