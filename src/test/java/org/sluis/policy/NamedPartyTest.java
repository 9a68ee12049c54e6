package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.law.ConsentFacts;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.policy.pack.PackNotValid;

/** A policy that names a party governs that party alone; the conditions of a policy are met, or nothing goes. */
class NamedPartyTest {
    private static final String GENERAL = "020-school-plan-to-youth-care";
    private static final String OWN = "025-own-plan-to-youth-care";
    private static final String LINDE = "de-linde";
    private static final String ANKER = "het-anker";
    private static final String OEVER = "jeugdhulp-oever";
    private static final String BRUG = "de-brug";

    @TempDir
    Path folder;

    private Path own;

    @BeforeEach
    void anOwnPolicyBesideTheGeneralOne() throws IOException {
        Folder.copy(folder, GENERAL);
        own = folder.resolve(OWN).resolve("policy.yaml");
        Files.createDirectories(own.getParent());
        Files.copy(folder.resolve(GENERAL).resolve("policy.yaml"), own);
        Folder.replace(own, "id: " + GENERAL, "id: " + OWN);
    }

    @Test
    void aNamedPartyIsGovernedByItsOwnPolicyAndEverybodyElseByTheGeneralOne() throws IOException {
        name("discloser", LINDE);
        assertThat(governs(LINDE, OEVER)).isEqualTo(OWN);
        assertThat(governs(ANKER, OEVER)).isEqualTo(GENERAL);
        name("recipient", "[" + OEVER + "]");
        assertThat(governs(LINDE, OEVER)).isEqualTo(OWN);
        assertThat(governs(LINDE, BRUG)).isEqualTo(GENERAL);
        assertThat(governs(ANKER, OEVER)).isEqualTo(GENERAL);
    }

    @Test
    void aNamedRecipientIsGovernedByItsOwnPolicyWhoeverDiscloses() throws IOException {
        name("recipient", "[" + OEVER + ", " + BRUG + "]");
        assertThat(governs(LINDE, BRUG)).isEqualTo(OWN);
        assertThat(governs(ANKER, OEVER)).isEqualTo(OWN);
        assertThat(governs(ANKER, "somebody-else")).isEqualTo(GENERAL);
    }

    @Test
    void anOwnPolicyThatIsNotInForceIsNotReplacedByTheGeneralOne() throws IOException {
        name("discloser", LINDE);
        Folder.replace(own, "{from: 2014-08-01}", "{from: 2014-08-01, until: 2026-11-02}");
        DecisionPoint point = point();
        assertThat(point.decide(asked(point, LINDE)).reason()).isEqualTo(Reason.POLICY_NOT_IN_FORCE);
        assertThat(point.decide(asked(point, ANKER)).outcome()).isEqualTo(Outcome.PERMIT);
        assertThat(point.askable().way(purpose(), school(LINDE), care(), Known.facts(true)))
                .isEmpty();
        assertThat(point.askable().ways(school(LINDE), care(), null, Known.facts(true)))
                .isEmpty();
        assertThat(point.askable().ways(school(ANKER), care(), null, Known.facts(true)))
                .extracting(Askable.Way::policy)
                .containsExactly(GENERAL);
    }

    @Test
    void aPolicyForAnotherAgeAsksNothing() throws IOException {
        name("discloser", LINDE);
        Folder.replace(own, "legal-basis:", "conditions: {age: [16-17, adult]}\nlegal-basis:");
        DecisionPoint point = point();
        assertThat(point.decide(asked(point, LINDE)).reason()).isEqualTo(Reason.POLICY_CONDITION_NOT_MET);
        assertThat(point.askable().way(purpose(), school(LINDE), care(), Known.facts(true)))
                .isEmpty();
        assertThat(point.askable().way(purpose(), school(ANKER), care(), Known.facts(true)))
                .isPresent();
        ConsentFacts unknown = ConsentFacts.nobody(Known.DAY); // the law says what is missing
        assertThat(point.askable().way(purpose(), school(LINDE), care(), unknown))
                .isPresent();
    }

    @Test
    void aNamedPartyOfAnotherKindThanAsItSignedGetsNothing() throws IOException {
        name("discloser", LINDE);
        DecisionPoint point = point();
        DecisionInput asked = asked(point, LINDE);
        Decision decision = point.decide(of(point, asked, PartyKind.MBO));
        assertThat(decision.reason()).isEqualTo(Reason.POLICY_CONDITION_NOT_MET);
    }

    @Test
    void whoDidNotSignCannotBeNamed() throws IOException {
        name("discloser", "de-eik");
        assertThatThrownBy(this::packs)
                .isInstanceOf(PackNotValid.class)
                .hasMessage(OWN + "/policy.yaml:9: de-eik did not sign the agreement waterlee; write one of "
                        + "de-brug, de-linde, gemeente-waterlee, het-anker, jeugdhulp-oever, jeugdteam-waterlee");
    }

    @Test
    void twoPoliciesOfWhichItIsNotClearWhoGovernsAreRefused() throws IOException {
        name("discloser", LINDE);
        Path third = folder.resolve("026-plan-to-oever").resolve("policy.yaml");
        Files.createDirectories(third.getParent());
        Files.writeString(
                third,
                Files.readString(folder.resolve(GENERAL).resolve("policy.yaml"))
                        .replace("id: " + GENERAL, "id: 026-plan-to-oever")
                        .replace("recipient: {kind: youth-care-provider}", "recipient: {party: " + OEVER + "}"));
        assertThatThrownBy(this::packs)
                .hasMessageContaining(OWN + "/policy.yaml:1: it names a discloser, 026-plan-to-oever a recipient, "
                        + "and both would govern between them; name discloser and recipient in one of the two");
        doNotMeet(third, "purpose: plan-coordination", "purpose: joint-plan");
        doNotMeet(third, "discloser: {kind: school}", "discloser: {kind: mbo}");
        doNotMeet(third, "recipient: {party: " + OEVER + "}", "recipient: {party: jeugdteam-waterlee}");
        doNotMeet(own, "recipient: {kind: youth-care-provider}", "recipient: {party: " + BRUG + "}");
        Folder.replace(third, "discloser: {kind: school}", "discloser: {party: " + LINDE + "}");
        assertThat(governs(LINDE, OEVER)).isEqualTo("026-plan-to-oever");
        assertThat(governs(LINDE, BRUG)).isEqualTo(OWN);
    }

    @Test
    void aConditionThatIsNotMetIsADenial() throws IOException {
        name("discloser", LINDE);
        Folder.replace(own, "obligations:", "conditions: {age: [12-15, 16-17]}\nobligations:");
        DecisionPoint point = point();
        Decision decision = point.decide(asked(point, LINDE));
        assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
        assertThat(decision.reason()).isEqualTo(Reason.POLICY_CONDITION_NOT_MET);
        assertThat(decision.rows()).containsExactly(OWN);

        Folder.replace(own, "{age: [12-15, 16-17]}", "{age: under-12, authority: established}");
        assertThat(point().decide(asked(point(), LINDE)).outcome()).isEqualTo(Outcome.PERMIT);

        Folder.replace(own, "authority: established", "authority: [unknown, none]");
        assertThat(point().decide(asked(point(), LINDE)).reason()).isEqualTo(Reason.POLICY_CONDITION_NOT_MET);
    }

    @Test
    void theAgeBandsOfAConditionAreThoseOfTheLaw() throws IOException {
        List<String> bands = Files.readAllLines(Known.FOLDER.resolve("law/nl/law.yaml")).stream()
                .filter(line -> line.matches("  - \\{name: .*, from: [0-9]+}"))
                .map(line -> line.replaceAll(".*name: ([^,]+),.*", "$1"))
                .toList();
        assertThat(bands).hasSize(4);
        Folder.replace(own, "obligations:", "conditions: {age: " + bands + "}\nobligations:");
        name("discloser", LINDE);
        assertThat(packs().all()).hasSize(2);
    }

    @Test
    void whoIsToBeToldIsKeptInTheDecision() throws IOException {
        name("discloser", LINDE);
        Folder.replace(own, "  retain-days:", "  notify: [sender, child, holders]\n  retain-days:");
        DecisionPoint point = point();
        assertThat(point.decide(asked(point, LINDE)).obligations())
                .containsEntry("notify", "child,holders,sender")
                .containsEntry("pseudonymise", "true");
    }

    @Test
    void aPolicyIsInForceOnlyWhileItsAgreementIs() throws IOException {
        Files.delete(own);
        Files.delete(own.getParent());
        Path agreement = folder.resolve("agreements/waterlee/agreement.yaml");
        Folder.replace(agreement, "{from: 2014-07-01}", "{from: 2014-07-01, until: 2026-11-02}");
        DecisionPoint point = point();
        assertThat(point.decide(asked(point, LINDE)).reason()).isEqualTo(Reason.POLICY_NOT_IN_FORCE);
        Folder.replace(agreement, "until: 2026-11-02", "until: " + LocalDate.of(2026, 11, 3));
        DecisionPoint longer = point();
        assertThat(longer.decide(asked(longer, LINDE)).outcome()).isEqualTo(Outcome.PERMIT);
    }

    private void doNotMeet(Path file, String from, String to) throws IOException {
        Folder.replace(file, from, to);
        assertThat(packs().all()).as(to).hasSize(3);
        Folder.replace(file, to, from);
    }

    private void name(String side, String party) throws IOException {
        String kind = side.equals("discloser") ? "school" : "youth-care-provider";
        Folder.replace(own, side + ": {kind: " + kind + "}", side + ": {party: " + party + "}");
    }

    private Packs packs() {
        return Packs.load(folder, Known.DICTIONARY, Known.SCREEN);
    }

    private DecisionPoint point() {
        return DecisionPoint.of(packs(), Known.LAW);
    }

    private String governs(String discloser, String recipient) {
        return packs().find(purpose(), school(discloser), Known.party(recipient, PartyKind.YOUTH_CARE_PROVIDER))
                .pack()
                .id();
    }

    private static Purpose purpose() {
        return new Purpose("plan-coordination");
    }

    private static Party school(String id) {
        return Known.party(id, PartyKind.SCHOOL);
    }

    private static Party care() {
        return Known.party(OEVER, PartyKind.YOUTH_CARE_PROVIDER);
    }

    /** What both parents said yes to. */
    private static DecisionInput asked(DecisionPoint point, String discloser) {
        DecisionInput plan = Known.plan();
        return point.underThese(new DecisionInput(
                new PartyId(discloser),
                PartyKind.SCHOOL,
                plan.recipient(),
                PartyKind.YOUTH_CARE_PROVIDER,
                plan.purpose(),
                plan.present(),
                plan.marks(),
                plan.facts(),
                plan.at(),
                false,
                DecisionPoint.NO_PACK,
                point.lawDigest()));
    }

    private static DecisionInput of(DecisionPoint point, DecisionInput input, PartyKind kind) {
        return point.underThese(new DecisionInput(
                input.discloser(),
                kind,
                input.recipient(),
                input.recipientKind(),
                input.purpose(),
                input.present(),
                input.marks(),
                input.facts(),
                input.at(),
                false,
                DecisionPoint.NO_PACK,
                point.lawDigest()));
    }
}
