package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Constructor;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.connector.DisclosureRequest;
import org.sluis.consent.ConsentedRequest;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.gate.Received;
import org.sluis.law.ConsentFacts;
import org.sluis.party.Authenticated;
import org.sluis.party.Caller;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;

class DecideTest {
    private final Decide decide = new Decide(Known.IN_FORCE, Known.SCREEN);

    @Test
    void aPermitHoldsWhatItWasDecidedOn() {
        DecisionInput plan = Known.plan();
        Permit permit = decide.decide(asked(plan.facts()));
        assertThat(permit.input()).isEqualTo(plan);
        assertThat(permit.decision()).isEqualTo(Known.POINT.decide(plan));
        assertThat(permit.permits("goal.description")).isTrue();
        assertThat(permit.permits("subject.bsn")).isFalse();
        assertThat(permit.permits("subject.localId")).isFalse();
    }

    @Test
    void tellsWhichKindOfConsentIsMissingAndNeverWhose() {
        Refused refused = refused(Known.facts(true, Known.consent(1, Known.MOTHER, Known.ALL)));
        assertThat(refused.reason()).isEqualTo(Reason.CONSENT_MISSING_HOLDER);
        assertThat(refused.where()).containsExactly("holder");
        assertThat(refused.rows()).contains("020-school-plan-to-youth-care");
    }

    @Test
    void tellsWhichElementsStayedWhenNothingIsReleased() {
        Refused refused = refused(Known.facts(
                true,
                Known.consent(1, Known.MOTHER, List.of("MEDICAL")),
                Known.consent(2, Known.FATHER, List.of("MEDICAL"))));
        assertThat(refused.reason()).isEqualTo(Reason.POLICY_DOES_NOT_RELEASE);
        assertThat(refused.where())
                .contains("medical.diagnosis", "goal.description")
                .doesNotContain("subject.localId");
    }

    @Test
    void nothingIsNeverPermitted() {
        assertThatNullPointerException().isThrownBy(() -> decide.decide(null));
    }

    private Refused refused(ConsentFacts facts) {
        return catchThrowableOfType(Refused.class, () -> decide.decide(asked(facts)));
    }

    /** A request that came all the way: each proof is minted by its own room only, so a test must pick the lock. */
    private static ConsentedRequest asked(ConsentFacts facts) {
        DecisionInput plan = Known.plan();
        Arrival arrival = new Arrival(
                new Door("rest-json", new Purpose("plan-coordination"), plan.recipient()),
                new byte[0],
                "",
                "",
                "",
                null,
                null,
                null);
        Received received = minted(
                Received.class,
                new java.util.UUID(9, 9),
                arrival,
                Received.Form.JSON,
                DecisionInstant.of(Clock.fixed(plan.at(), ZoneOffset.UTC), null));
        Authenticated authenticated = minted(
                Authenticated.class,
                received,
                new Caller("waterlee", "client", plan.discloser()),
                party(plan.discloser(), PartyKind.SCHOOL),
                party(plan.recipient(), PartyKind.YOUTH_CARE_PROVIDER));
        Elements elements = Elements.of(new TreeSet<>(Known.PRESENT)
                .stream().map(id -> new Element(id, 0, "x")).toList());
        return minted(
                ConsentedRequest.class,
                minted(DisclosureRequest.class, authenticated, elements, "message-1", "pupil-1", null),
                facts,
                null);
    }

    private static Party party(PartyId id, PartyKind kind) {
        return new Party("waterlee", id, kind, "Waterlee", null, null, null, null, null, 1);
    }

    private static <T> T minted(Class<T> proof, Object... parts) {
        try {
            Constructor<?> constructor = proof.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return proof.cast(constructor.newInstance(parts));
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
