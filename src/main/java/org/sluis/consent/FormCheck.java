package org.sluis.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.sluis.canonical.Refused;

/** What a form must say before the register takes it: faults as pointers and codes, all of them at once. */
final class FormCheck {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
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

    /** Whether a holder of this kind can say yes or no for a child. */
    boolean hasAuthority(String kind) {
        return "has-authority".equals(law.settings().holderKinds().get(kind));
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
        faults.when(!Vocabulary.GRANTORS.contains(form.grantor()), "/grantor:unknown");
        faults.when(form.grantor().equals(Vocabulary.HOLDER) && form.holder() == null, "/holder:missing");
        faults.when(form.byChild() && form.holder() != null, "/holder:not-for-the-child");
        faults.when(!form.grants() && !form.effect().equals("refuse"), "/effect:unknown");
        faults.when(!accepted(() -> new Purpose(form.purpose())), "/purpose:not-an-id");
        faults.when(!accepted(() -> new PartyId(form.recipient())), "/recipient:not-an-id");
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
        Optional.ofNullable(form.proof()).ifPresent(proof -> check(proof, now, faults));
        FormReader.refuse(faults.found);
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
    }
}
