package org.sluis.bench.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ValueType;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.SaidFact;
import org.sluis.party.PartyKind;
import org.sluis.policy.DecisionInput;

/**
 * The thirty rules written out in Java, for nothing but them: what they cost where nobody can read or change them. It says
 * what comes out and what passes; no rows, no consents, no why of what stays.
 */
final class PlainJava {
    private static final LocalDate IN_FORCE = LocalDate.of(2014, 8, 1);
    private static final String SECRET = "subject.addressSecret";
    private static final List<String> CATEGORIES = List.of("IDENT", "SCHOOL", "PLAN", "GOAL", "LEARNING");
    private static final int LEARNING = 4;
    private static final Reason[] STRUCK = {
        Reason.CONSENT_FOR_OTHER_PURPOSE,
        Reason.CONSENT_FOR_OTHER_RECIPIENT,
        Reason.CONSENT_WITHOUT_AUTHORITY,
        Reason.CONSENT_WITHDRAWN,
        Reason.CONSENT_OUTSIDE_PERIOD,
        Reason.CONSENT_NOT_VERIFIED
    };
    private static final int COUNTS = -1;
    private static final int WITHOUT_AUTHORITY = 2;
    private static final int ENDED = 3;

    private enum Says {
        GRANTS,
        REFUSES,
        WITHDREW,
        STRUCK,
        MISSING
    }

    /** @param standing a bit for each consent that stands; @param struck the furthest rule that strikes one */
    private record Answer(Says says, int standing, int struck) {}

    private final Map<String, Integer> released = new HashMap<>();
    private final List<String> issued = new ArrayList<>();
    private final int[] issuedIn;

    PlainJava(Dictionary dictionary) {
        Set<String> profile = dictionary.profile("PLAN_SCHOOL").orElseThrow();
        for (ElementDefinition each : dictionary.elements()) {
            int category = each.control() ? -1 : CATEGORIES.indexOf(each.category());
            if (category >= 0 && profile.contains(each.id()) && !each.id().equals("subject.bsn")) {
                if (each.type() == ValueType.PAIRWISE) {
                    issued.add(each.id());
                } else {
                    released.put(each.id(), category);
                }
            }
        }
        issuedIn = issued.stream()
                .mapToInt(id ->
                        CATEGORIES.indexOf(dictionary.find(id).orElseThrow().category()))
                .toArray();
    }

    Answered decide(DecisionInput input) {
        ConsentFacts facts = input.facts();
        PartyKind discloser = input.discloserKind();
        boolean school = discloser == PartyKind.SCHOOL;
        if (!input.purpose().value().equals("bench-1")
                || input.recipientKind() != PartyKind.YOUTH_CARE_PROVIDER
                || !school && discloser != PartyKind.YOUTH_TEAM && discloser != PartyKind.MUNICIPALITY) {
            return Answered.no(Reason.POLICY_MISSING);
        } else if (facts.day().isBefore(IN_FORCE)) {
            return Answered.no(Reason.POLICY_NOT_IN_FORCE);
        } else if (!facts.birthDateAgrees()) {
            return Answered.no(Reason.BIRTH_DATE_DIFFERS);
        } else if (discloser == PartyKind.MUNICIPALITY) {
            return Answered.no(Reason.DISCLOSER_UNKNOWN);
        } else if (!facts.said().isEmpty() && said(input, "deceased", "yes")) {
            return Answered.no(Reason.PERSON_DECEASED);
        }
        int age =
                switch (facts.ageBand()) {
                    case "under-12" -> 0;
                    case "12-15" -> 1;
                    case "16-17" -> 2;
                    case "adult" -> 3;
                    default -> -1;
                };
        if (age < 0) {
            return Answered.no(Reason.BIRTH_DATE_UNKNOWN);
        }
        boolean minor = age <= 1;
        boolean represented = minor || age == 2 && !facts.capable();
        if (represented && !facts.said().isEmpty() && said(input, "asking", "endangers")) {
            return Answered.no(Reason.CONSENT_MISSING_HOLDER);
        }
        boolean established = facts.authority().equals("established");
        if (represented && !established) {
            return Answered.no(Reason.AUTHORITY_UNKNOWN);
        }
        int withAuthority = 0;
        boolean unclear = false;
        List<HolderFact> holders = facts.holders();
        for (int i = 0; i < holders.size(); i++) {
            String kind = holders.get(i).kind();
            if (kind.equals("112") || kind.equals("191")) {
                withAuthority++;
            } else if (!kind.equals("212")) {
                unclear = true;
            }
        }
        if (minor && !fresh(facts.authorityCheckedOn(), facts.day())
                || represented && (unclear || withAuthority == 0)) {
            return Answered.no(Reason.AUTHORITY_UNKNOWN);
        }
        boolean ofHolders = age == 0 || represented;
        boolean ofChild = age == 1 && facts.capable() || age >= 2 && facts.capable();
        if (!ofHolders && !ofChild) {
            return Answered.no(Reason.SITUATION_UNKNOWN);
        }
        return asked(input, school, ofHolders, ofChild, !ofChild && age > 0, withAuthority > 1);
    }

    private Answered asked(
            DecisionInput input, boolean school, boolean ofHolders, boolean ofChild, boolean heeds, boolean several) {
        ConsentFacts facts = input.facts();
        List<ConsentFact> consents = facts.consents();
        int[] strikes = new int[consents.size()];
        for (int i = 0; i < strikes.length; i++) {
            strikes[i] = strike(input, consents.get(i));
        }
        int standing = 0;
        int struck = -1;
        boolean grants = false;
        boolean refuses = false;
        boolean withdrew = false;
        boolean missing = false;
        boolean lacking = false;
        if (ofHolders) {
            for (HolderFact holder : facts.holders()) {
                if (holder.kind().equals("112") || holder.kind().equals("191")) {
                    Answer answer = answer(consents, strikes, holder);
                    standing |= answer.standing();
                    struck = Math.max(struck, answer.struck());
                    grants |= answer.says() == Says.GRANTS;
                    refuses |= answer.says() == Says.REFUSES;
                    withdrew |= answer.says() == Says.WITHDREW;
                    missing |= answer.says() == Says.MISSING;
                    lacking |= answer.says() != Says.GRANTS;
                }
            }
        }
        Answer child = ofChild || heeds ? answer(consents, strikes, null) : null;
        boolean childRefuses = child != null && child.says() == Says.REFUSES;
        boolean childWithdrew = child != null && child.says() == Says.WITHDREW;
        if (refuses || withdrew || childRefuses || childWithdrew) {
            boolean no = several && refuses
                    || !facts.capable() && childRefuses
                    || !(several && withdrew) && (refuses || childRefuses);
            return Answered.no(no ? Reason.CONSENT_REFUSED : Reason.CONSENT_WITHDRAWN);
        }
        if (several && grants && missing) {
            return Answered.no(Reason.CONSENT_MISSING_HOLDER);
        }
        if (ofChild) {
            standing |= child.standing();
            struck = Math.max(struck, child.struck());
        }
        if (struck >= 0) {
            return Answered.no(STRUCK[struck]);
        } else if (lacking) {
            return Answered.no(
                    instead(consents, strikes) ? Reason.CONSENT_WITHOUT_AUTHORITY : Reason.CONSENT_MISSING_HOLDER);
        } else if (ofChild && child.says() != Says.GRANTS) {
            return Answered.no(Reason.CONSENT_MISSING_CHILD);
        } else if (school && !input.present().contains("plan.agreedOn")) {
            return Answered.no(Reason.PLAN_NOT_AGREED);
        }
        return release(input, consents, standing);
    }

    private Answered release(DecisionInput input, List<ConsentFact> consents, int standing) {
        boolean secret = input.marks().contains(SECRET);
        int covered = 0;
        for (int category = 0; category < CATEGORIES.size(); category++) {
            boolean every = true;
            for (int left = standing; left != 0 && every; left &= left - 1) {
                every = consents.get(Integer.numberOfTrailingZeros(left))
                        .categories()
                        .contains(CATEGORIES.get(category));
            }
            covered |= every ? 1 << category : 0;
        }
        if (secret) {
            covered &= ~(1 << LEARNING);
        }
        List<String> passes = new ArrayList<>();
        for (String id : input.present()) {
            Integer category = released.get(id);
            if (category != null
                    && (covered >> category & 1) != 0
                    && !(secret && (id.equals("school.name") || id.equals("contact.name")))) {
                passes.add(id);
            }
        }
        if (passes.isEmpty()) {
            return Answered.no(Reason.POLICY_DOES_NOT_RELEASE);
        }
        for (int i = 0; i < issuedIn.length; i++) {
            if ((covered >> issuedIn[i] & 1) != 0) {
                passes.add(issued.get(i));
            }
        }
        return new Answered(Outcome.PERMIT, null, passes);
    }

    private static int strike(DecisionInput input, ConsentFact consent) {
        boolean grant = consent.effect().equals("grant");
        LocalDate day = input.facts().day();
        if (!consent.purpose().equals(input.purpose().value())) {
            return 0;
        } else if (!input.recipient().equals(consent.recipient())) {
            return 1;
        } else if (consent.grantor().equals("holder") && never(input.facts().holders(), consent)) {
            return WITHOUT_AUTHORITY;
        } else if (consent.withdrawn()) {
            return ENDED;
        } else if (day.isBefore(consent.from()) || grant && !day.isBefore(consent.until())) {
            return 4;
        }
        return grant && !consent.verified() ? 5 : COUNTS;
    }

    private static boolean never(List<HolderFact> holders, ConsentFact consent) {
        for (int i = 0; i < holders.size(); i++) {
            if (holders.get(i).id().equals(consent.holder())) {
                return holders.get(i).kind().equals("212");
            }
        }
        return true;
    }

    private static Answer answer(List<ConsentFact> consents, int[] strikes, HolderFact holder) {
        long newest = Long.MIN_VALUE;
        long noTakenBack = Long.MIN_VALUE;
        int struck = -1;
        int standing = 0;
        boolean refuses = false;
        boolean withdrew = false;
        for (int i = 0; i < strikes.length; i++) {
            ConsentFact each = consents.get(i);
            boolean own = holder == null
                    ? each.grantor().equals("child")
                    : each.grantor().equals("holder") && holder.id().equals(each.holder());
            if (!own) {
                continue;
            }
            boolean grant = each.effect().equals("grant");
            if (strikes[i] == COUNTS || strikes[i] == ENDED && grant) {
                if (each.version() > newest) {
                    newest = each.version();
                    standing = 0;
                    refuses = false;
                    withdrew = false;
                }
                if (each.version() == newest) {
                    standing |= 1 << i;
                    refuses |= !grant;
                    withdrew |= strikes[i] == ENDED;
                }
            } else if (strikes[i] == ENDED) {
                noTakenBack = Math.max(noTakenBack, each.version());
            } else if (grant) {
                struck = Math.max(struck, strikes[i]);
            }
        }
        if (refuses || withdrew) {
            return new Answer(refuses ? Says.REFUSES : Says.WITHDREW, 0, -1);
        } else if (standing == 0) {
            return new Answer(struck >= 0 ? Says.STRUCK : Says.MISSING, 0, struck);
        }
        return newest <= noTakenBack ? new Answer(Says.MISSING, 0, -1) : new Answer(Says.GRANTS, standing, -1);
    }

    private static boolean instead(List<ConsentFact> consents, int[] strikes) {
        for (int i = 0; i < strikes.length; i++) {
            if (strikes[i] == WITHOUT_AUTHORITY && consents.get(i).effect().equals("grant")) {
                return true;
            }
        }
        return false;
    }

    private static boolean fresh(LocalDate on, LocalDate day) {
        return on != null && !day.isBefore(on) && day.toEpochDay() - on.toEpochDay() <= 366;
    }

    private static boolean said(DecisionInput input, String word, String value) {
        for (SaidFact each : input.facts().said()) {
            if (each.word().equals(word)
                    && each.value().equals(value)
                    && (each.purpose() == null
                            || each.purpose().equals(input.purpose().value()))
                    && (each.recipient() == null || each.recipient().equals(input.recipient()))) {
                return true;
            }
        }
        return false;
    }
}
