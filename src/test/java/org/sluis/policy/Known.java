package org.sluis.policy;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.TextSet;
import org.sluis.freetext.Screen;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.Law;
import org.sluis.law.LawFinding;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;

/** What the tests of this room decide on: the shipped packs, the shipped law, an invented child of 8 with two parents. */
final class Known {
    static final Path FOLDER = Path.of("consent-policies");
    static final Dictionary DICTIONARY = Dictionary.load(FOLDER.resolve("dictionary.yaml"));
    static final Screen SCREEN = Screen.load(FOLDER.resolve("free-text/nl"), DICTIONARY);
    static final Packs PACKS = Packs.load(FOLDER, DICTIONARY, SCREEN);
    static final Law LAW = Law.load(FOLDER.resolve("law/nl"));
    static final DecisionPoint POINT = DecisionPoint.of(PACKS, LAW);
    static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    static final UUID MOTHER = new UUID(2, 1);
    static final UUID FATHER = new UUID(2, 2);
    static final List<String> ALL =
            List.of("IDENT", "SCHOOL", "AUTHORITY", "PLAN", "GOAL", "SUPPORT", "LEARNING", "ATTENDANCE", "VOICE");
    static final List<String> PRESENT = List.of(
            "subject.localId",
            "subject.givenName",
            "subject.familyName",
            "subject.birthDate",
            "subject.bsn",
            "school.name",
            "contact.name",
            "plan.kind",
            "plan.status",
            "plan.agreedOn",
            "plan.pupilHeardOn",
            "goal.description",
            "level.value",
            "voice.pupil",
            "medical.diagnosis");

    static final InForce IN_FORCE = new InForce() {
        @Override
        public DecisionPoint of(String tenant) {
            return POINT;
        }

        @Override
        public Optional<DecisionPoint> lockedForSend(Connection connection, String tenant) {
            return Optional.of(POINT);
        }

        @Override
        public boolean connectorOpen(String tenant, String connector) {
            return true;
        }

        @Override
        public Optional<DecisionPoint> past(Connection connection, String tenant, DecisionInput input) {
            return Optional.of(POINT);
        }
    };

    private Known() {}

    static DecisionInput plan() {
        return plan(PRESENT, ALL, ALL);
    }

    /** These elements of a plan that the parents agreed to and on which the pupil was heard. */
    static List<String> agreed(String... present) {
        List<String> all = new ArrayList<>(List.of(present));
        all.addAll(List.of("plan.agreedOn", "plan.pupilHeardOn"));
        return List.copyOf(all);
    }

    /** A signal that both parents said yes to. */
    static DecisionInput signal(Collection<String> present) {
        return input(
                "signal",
                PartyKind.SCHOOL,
                PartyKind.YOUTH_TEAM,
                present,
                facts(true, consent(1, MOTHER, "signal", ALL), consent(2, FATHER, "signal", ALL)));
    }

    static DecisionInput plan(Collection<String> present, Collection<String> mother, Collection<String> father) {
        return input(present, facts(true, consent(1, MOTHER, mother), consent(2, FATHER, father)));
    }

    static DecisionInput input(Collection<String> present, ConsentFacts facts) {
        return input("plan-coordination", PartyKind.SCHOOL, PartyKind.YOUTH_CARE_PROVIDER, present, facts);
    }

    static DecisionInput input(
            String purpose,
            PartyKind discloser,
            PartyKind recipient,
            Collection<String> present,
            ConsentFacts facts,
            String... marks) {
        return POINT.underThese(new DecisionInput(
                new PartyId("school-waterlee"),
                discloser,
                new PartyId("care-waterlee"),
                recipient,
                new Purpose(purpose),
                new TreeSet<>(present),
                new TreeSet<>(List.of(marks)),
                facts,
                Instant.parse("2026-11-02T09:15:30.123456Z"),
                false,
                DecisionPoint.NO_PACK,
                POINT.lawDigest()));
    }

    static Party party(String id, PartyKind kind) {
        return new Party("waterlee-scholen", new PartyId(id), kind, id, null, null, null, null, null, 1);
    }

    static ConsentFacts facts(boolean birthDateAgrees, ConsentFact... consents) {
        return new ConsentFacts(
                new UUID(1, 1),
                7,
                "under-12",
                birthDateAgrees,
                true,
                "established",
                DAY.minusDays(30),
                DAY,
                List.of(new HolderFact(MOTHER, "112"), new HolderFact(FATHER, "112")),
                List.of(consents));
    }

    static ConsentFact consent(int version, UUID holder, Collection<String> categories) {
        return consent(version, holder, "plan-coordination", categories);
    }

    static ConsentFact consent(int version, UUID holder, String purpose, Collection<String> categories) {
        return said("grant", version, holder, purpose, categories);
    }

    static ConsentFact refusal(int version, UUID holder, String purpose, Collection<String> categories) {
        return said("refuse", version, holder, purpose, categories);
    }

    private static ConsentFact said(
            String effect, int version, UUID holder, String purpose, Collection<String> categories) {
        return new ConsentFact(
                new UUID(3, version),
                "holder",
                holder,
                effect,
                purpose,
                new PartyId("care-waterlee"),
                new TreeSet<>(categories),
                DAY.minusDays(60),
                DAY.plusDays(120),
                "2026-1",
                false,
                true,
                true,
                version);
    }

    /** A law that finds these categories covered. */
    static LawFinding covering(Collection<String> categories) {
        return new LawFinding(
                Outcome.PERMIT,
                null,
                List.of("R01"),
                TextSet.of(categories),
                List.of(new UUID(3, 1)),
                new TreeMap<>(),
                List.of());
    }
}
