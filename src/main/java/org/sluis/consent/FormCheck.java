package org.sluis.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.law.ConsentFact;
import org.sluis.law.Law;
import org.sluis.law.LawSettings;
import org.sluis.law.LawWords;
import org.sluis.party.PartyKind;

/** What a form must say before the register takes it: faults as pointers and codes, all of them at once. */
final class FormCheck {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> KINDS =
            Arrays.stream(PartyKind.values()).map(PartyKind::code).collect(Collectors.toSet());
    static final Set<String> STATES = Set.of("established", "unknown", "under-investigation", "none");

    private final Law law;
    private final Dictionary dictionary;
    private final Set<String> categories;

    FormCheck(Law law, Dictionary dictionary) {
        this.law = law;
        this.dictionary = dictionary;
        this.categories = dictionary.elements().stream()
                .filter(element -> !element.control())
                .map(ElementDefinition::category)
                .collect(Collectors.toSet());
    }

    /** Whether a holder of this kind can say yes or no, for a child or for an adult who is not capable. */
    boolean hasAuthority(String kind) {
        return Set.of("has-authority", "represents")
                .contains(law.settings().holderKinds().getOrDefault(kind, ""));
    }

    /** Whether a holder of this kind can say yes or no for a child, or might turn out to. */
    boolean mightHaveAuthority(String kind) {
        return hasAuthority(kind)
                || "unclear".equals(law.settings().holderKinds().get(kind));
    }

    /** @throws Refused CONSENT_NOT_VALID with everything that is wrong */
    void check(SubjectForm form, Instant now) {
        LocalDate today = law.day(now);
        Faults faults = new Faults();
        faults.when(!isLocalId("subject.localId", form.localId()), "/localId:not-an-id");
        faults.when(form.birthDate() != null && form.birthDate().isAfter(today), "/birthDate:in-the-future");
        Set<String> named = new HashSet<>();
        for (int i = 0; i < form.holders().size(); i++) {
            SubjectForm.Holder holder = form.holders().get(i);
            faults.when(!isLocalId("holder.localId", holder.localId()), "/holders/" + i + "/localId:not-an-id");
            faults.when(!named.add(holder.localId()), "/holders/" + i + "/localId:there-twice");
            faults.when(!law.settings().holderKinds().containsKey(holder.kind()), "/holders/" + i + "/kind:unknown");
        }
        if (form.authority() != null) {
            faults.when(!STATES.contains(form.authority().state()), "/authority/state:unknown");
            faults.when(form.authority().checkedOn().isAfter(today), "/authority/checkedOn:in-the-future");
            check(form.authority(), faults);
        }
        FormReader.refuse(faults.found);
    }

    private void check(SubjectForm.Authority check, Faults faults) {
        String needed = law.settings().authoritySources().get(check.source());
        faults.when(needed == null, "/authority/source:unknown");
        faults.when(LawSettings.ANSWER.equals(needed), "/authority/source:not-by-hand");
        if (LawSettings.DOCUMENT.equals(needed) || check.evidence() != null || check.by() != null) {
            faults.when(check.evidence() == null, "/authority/evidence:missing");
            faults.when(check.by() == null, "/authority/by:missing");
        }
        faults.when(
                check.evidence() != null && !DIGEST.matcher(check.evidence()).matches(),
                "/authority/evidence:not-a-sha-256");
        faults.when(check.by() != null && !ID.matcher(check.by()).matches(), "/authority/by:not-an-id");
    }

    /**
     * @param isNumber whether a text can be a number of the register that is to be asked
     * @throws Refused CONSENT_NOT_VALID with everything that is wrong
     */
    void check(AuthorityForm form, Predicate<String> isNumber) {
        Faults faults = new Faults();
        faults.when(!isLocalId("subject.localId", form.subject()), "/subject:not-an-id");
        faults.when(!isNumber.test(form.number()), "/number:not-valid");
        Set<String> ids = new HashSet<>();
        Set<String> numbers = new HashSet<>(Set.of(form.number()));
        for (int i = 0; i < form.holders().size(); i++) {
            AuthorityForm.Holder holder = form.holders().get(i);
            String at = "/holders/" + i;
            faults.when(!isLocalId("holder.localId", holder.localId()), at + "/localId:not-an-id");
            faults.when(!ids.add(holder.localId()), at + "/localId:there-twice");
            faults.when(!isNumber.test(holder.number()), at + "/number:not-valid");
            faults.when(!numbers.add(holder.number()), at + "/number:there-twice");
        }
        FormReader.refuse(faults.found);
    }

    /** @throws Refused CONSENT_NOT_VALID with everything that is wrong */
    void check(ConsentForm form, Instant now) {
        Faults faults = new Faults();
        faults.when(!Set.of(ConsentFact.HOLDER, ConsentFact.CHILD).contains(form.grantor()), "/grantor:unknown");
        faults.when(form.grantor().equals(ConsentFact.HOLDER) && form.holder() == null, "/holder:missing");
        faults.when(form.byChild() && form.holder() != null, "/holder:not-for-the-child");
        faults.when(!form.grants() && !form.effect().equals("refuse"), "/effect:unknown");
        faults.when(!accepted(() -> new Purpose(form.purpose())), "/purpose:not-an-id");
        String recipient = form.recipient();
        String discloser = form.discloser();
        String kind = form.recipientKind();
        faults.when(discloser != null && !accepted(() -> new PartyId(discloser)), "/discloser:not-an-id");
        faults.when(discloser != null && discloser.equals(recipient), "/discloser:is-the-recipient");
        faults.when(recipient != null && kind != null, "/recipientKind:not-beside-a-recipient");
        faults.when(recipient != null && !accepted(() -> new PartyId(recipient)), "/recipient:not-an-id");
        faults.when(kind != null && !KINDS.contains(kind), "/recipientKind:unknown");
        faults.when(form.categories().isEmpty(), "/categories:missing");
        for (int i = 0; i < form.categories().size(); i++) {
            faults.when(!categories.contains(form.categories().get(i)), "/categories/" + i + ":unknown");
        }
        faults.when(new HashSet<>(form.categories()).size() < form.categories().size(), "/categories:there-twice");
        faults.when(!form.until().isAfter(form.from()), "/until:ends-before-it-starts");
        LocalDate latest = form.from().plusMonths(law.settings().consentMaxMonths());
        faults.when(form.until().isAfter(latest), "/until:too-long");
        faults.when(!ID.matcher(form.textVersion()).matches(), "/textVersion:not-an-id");
        faults.when(form.grants() && form.proof() == null, "/proof:missing");
        Optional.ofNullable(form.order()).ifPresent(order -> check(order, form, law.day(now), faults));
        Optional.ofNullable(form.proof()).ifPresent(proof -> check(proof, now, faults));
        FormReader.refuse(faults.found);
    }

    private static void check(ConsentForm.Order order, ConsentForm form, LocalDate today, Faults faults) {
        faults.when(!form.grants() || form.byChild(), "/order:only-for-the-yes-of-a-holder");
        faults.when(!ID.matcher(order.reference()).matches(), "/order/reference:not-an-id");
        faults.when(order.date().isAfter(today), "/order/date:in-the-future");
        faults.when(order.purposes().isEmpty(), "/order/purposes:missing");
        for (int i = 0; i < order.purposes().size(); i++) {
            String purpose = order.purposes().get(i);
            faults.when(!accepted(() -> new Purpose(purpose)), "/order/purposes/" + i + ":not-an-id");
        }
    }

    /** @throws Refused CONSENT_NOT_VALID with everything that is wrong @return its evidence, which is there */
    FactForm.Evidence check(FactForm form, Instant now) {
        Faults faults = new Faults();
        boolean told = form.about() != null;
        faults.when(told && form.subject() != null, "/subject:not-with-about");
        faults.when(told != (form.school() != null), "/school:goes-with-about");
        faults.when(told && form.holder() != null, "/holder:not-with-about");
        LawWords words = law.settings().words();
        List<String> values = (told ? words.factsOfDiscloser() : words.facts()).contains(form.word())
                ? words.situation().getOrDefault(form.word(), List.of())
                : List.of();
        faults.when(values.isEmpty(), "/word:not-for-the-record");
        faults.when(!values.isEmpty() && !values.contains(form.value()), "/value:unknown");
        String school = form.school();
        faults.when(school != null && !accepted(() -> new PartyId(school)), "/school:not-an-id");
        String purpose = form.purpose();
        String recipient = form.recipient();
        LocalDate until = form.until();
        faults.when(purpose != null && !accepted(() -> new Purpose(purpose)), "/purpose:not-an-id");
        faults.when(recipient != null && !accepted(() -> new PartyId(recipient)), "/recipient:not-an-id");
        faults.when(until != null && !until.isAfter(form.from()), "/until:ends-before-it-starts");
        FactForm.Evidence evidence = form.evidence();
        if (evidence == null) {
            faults.found.add("/evidence:missing");
            throw faults.refused();
        }
        faults.when(!ID.matcher(evidence.reference()).matches(), "/evidence/reference:not-an-id");
        faults.when(!ID.matcher(evidence.by()).matches(), "/evidence/by:not-an-id");
        faults.when(evidence.at().isAfter(now), "/evidence/at:in-the-future");
        faults.when(!DIGEST.matcher(evidence.digest()).matches(), "/evidence/digest:not-a-sha-256");
        FormReader.refuse(faults.found);
        return evidence;
    }

    private void check(ConsentForm.Proof proof, Instant now, Faults faults) {
        faults.when(!law.settings().verifiedBy().contains(proof.verified()), "/proof/verified:unknown");
        faults.when(!ID.matcher(proof.by()).matches(), "/proof/by:not-an-id");
        faults.when(proof.at().isAfter(now), "/proof/at:in-the-future");
        faults.when(!DIGEST.matcher(proof.digest()).matches(), "/proof/digest:not-a-sha-256");
    }

    /** Exactly as a message of this school would have it, or it would never be found again. */
    private boolean isLocalId(String element, String text) {
        ElementDefinition definition = dictionary.element(element);
        return definition
                .type()
                .canonical(text, definition)
                .filter(text::equals)
                .isPresent();
    }

    private static boolean accepted(Runnable construction) {
        try {
            construction.run();
            return true;
        } catch (Refused notAnId) {
            return false;
        }
    }

    private static final class Faults {
        private final List<String> found = new ArrayList<>();

        void when(boolean wrong, String fault) {
            if (wrong) {
                found.add(fault);
            }
        }

        Refused refused() {
            return new Refused(Reason.CONSENT_NOT_VALID, found, Set.of());
        }
    }
}
