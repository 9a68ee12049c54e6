package org.sluis.policy.papers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.law.Circumstance;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Grantors;
import org.sluis.law.HolderFact;
import org.sluis.law.Law;
import org.sluis.law.LawEmergency;
import org.sluis.law.LawQuestion;
import org.sluis.law.LawSettings;
import org.sluis.party.PartyKind;
import org.sluis.policy.pack.Pack;

/**
 * Whose yes the law asks for under a pack, by age band: asked of the law itself, of somebody about whom nothing is out of
 * the ordinary and whom the pack is for, on a day. Knows no age, no country and no kind of holder.
 */
final class Asked {
    private static final UUID SOMEBODY = new UUID(0, 1);
    private static final PartyId ANYONE = new PartyId("anyone");
    private static final String CHILD = "child";
    private static final String ESTABLISHED = "established";
    /** No row of the law asks anybody: then nothing goes. */
    private static final String STOPS = "stops";
    /** What those who are asked for somebody else are to the law, and so in {@code words.yaml}. */
    private static final List<String> STANDINGS = List.of("has-authority", "represents");

    private final Law law;
    private final LocalDate day;

    Asked(Law law, LocalDate day) {
        this.law = law;
        this.day = day;
    }

    /** From a kind of party to a kind of party, under a pack. */
    record Way(Pack pack, PartyKind discloser, PartyKind recipient) {}

    /**
     * One age band.
     *
     * @param next the age that follows; null for the last
     * @param people who is asked: {@code has-authority}, {@code represents}, {@code child}; or {@code stops}
     * @param notCapable the same of somebody who cannot appraise it
     * @param stays elements and categories that stay whatever they say
     * @param rows of the law by which it is so
     */
    record Band(
            LawSettings.Band band,
            LawSettings.@Nullable Band next,
            List<String> people,
            List<String> notCapable,
            SortedSet<String> stays,
            List<String> rows) {

        /** Of somebody who can appraise it. */
        boolean saysTheSame(Band other) {
            return people.equals(other.people) && stays.equals(other.stays);
        }

        boolean asksSomebody() {
            return !people.equals(List.of(STOPS));
        }
    }

    /** Every age band of the law that the pack is for, in its order. */
    List<Band> bands(Way way) {
        List<LawSettings.Band> all = law.settings().bands();
        return of(way).stream()
                .map(band -> {
                    int next = all.indexOf(band) + 1;
                    return band(way, band, next < all.size() ? all.get(next) : null);
                })
                .toList();
    }

    private List<LawSettings.Band> of(Way way) {
        List<String> ages = way.pack().conditions().ages();
        return law.settings().bands().stream()
                .filter(band -> ages.isEmpty() || ages.contains(band.name()))
                .toList();
    }

    /** What stays besides, whatever they say, where the address of the child is secret. */
    SortedSet<String> staysWhereSecret(Way way) {
        SortedSet<String> stays = new TreeSet<>();
        for (LawSettings.Band band : of(way)) {
            SortedSet<String> here = new TreeSet<>(
                    ask(way, band, true, Circumstance.SECRET_ADDRESS).grantors().withheld());
            here.removeAll(ask(way, band, true).grantors().withheld());
            stays.addAll(here);
        }
        return stays;
    }

    /** For how many hours it may be opened where there is no time to ask; 0 where the law knows no such thing of it. */
    int emergencyHours(Way way) {
        LawEmergency emergency = law.settings().emergency();
        if (emergency == null) {
            return 0;
        }
        Map<String, String> said = new HashMap<>(said(way));
        said.putAll(emergency.open());
        ConsentFacts nothing = facts(way, law.settings().bands().get(0), List.of(), true);
        Outcome outcome = law.find(question(way, nothing, Set.of(), said)).outcome();
        return outcome == Outcome.PERMIT && !way.pack().anonymous() ? emergency.maxHours() : 0;
    }

    private Band band(Way way, LawSettings.Band band, LawSettings.@Nullable Band next) {
        Answer capable = ask(way, band, true);
        return new Band(
                band,
                next,
                capable.people(),
                ask(way, band, false).people(),
                capable.grantors().withheld(),
                capable.grantors().rows());
    }

    private record Answer(String standing, Grantors grantors) {

        List<String> people() {
            List<String> people = new ArrayList<>();
            if (!grantors.holders().isEmpty()) {
                people.add(standing);
            }
            if (grantors.child()) {
                people.add(CHILD);
            }
            return people.isEmpty() ? List.of(STOPS) : people;
        }
    }

    /** With a holder of the first kind of whom, beside the child, the law asks anything. */
    private Answer ask(Way way, LawSettings.Band band, boolean capable, Circumstance... circumstances) {
        Set<Circumstance> all = EnumSet.noneOf(Circumstance.class);
        all.addAll(Set.of(circumstances));
        if (way.pack().anonymous()) {
            all.add(Circumstance.ANONYMOUS);
        }
        if (way.pack().lowSensitivity()) {
            all.add(Circumstance.LOW_SENSITIVITY);
        }
        List<Answer> answers = new ArrayList<>();
        for (String standing : STANDINGS) {
            for (String kind : kinds(standing)) {
                ConsentFacts facts = facts(way, band, List.of(new HolderFact(SOMEBODY, kind)), capable);
                answers.add(new Answer(standing, law.asked(question(way, facts, all, said(way)))));
            }
        }
        ConsentFacts alone = facts(way, band, List.of(), capable);
        answers.add(new Answer("", law.asked(question(way, alone, all, said(way)))));
        return answers.stream()
                .filter(answer -> answer.grantors().reason() == null)
                .findFirst()
                .orElse(answers.get(0));
    }

    private List<String> kinds(String standing) {
        return law.settings().holderKinds().entrySet().stream()
                .filter(kind -> kind.getValue().equals(standing))
                .map(Map.Entry::getKey)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private Map<String, String> said(Way way) {
        return law.said(
                way.pack().purpose(),
                way.recipient().code(),
                way.pack().profile(),
                way.pack().released());
    }

    /** Authority is established, unless the pack is only for where it is not. */
    private ConsentFacts facts(Way way, LawSettings.Band band, List<HolderFact> holders, boolean capable) {
        List<String> only = way.pack().conditions().authority();
        String authority = only.isEmpty() || only.contains(ESTABLISHED) ? ESTABLISHED : only.get(0);
        return new ConsentFacts(
                SOMEBODY, 1, band.name(), true, capable, authority, day, day, holders, List.of(), List.of());
    }

    private static LawQuestion question(
            Way way, ConsentFacts facts, Set<Circumstance> circumstances, Map<String, String> said) {
        return new LawQuestion(
                way.discloser().code(),
                ANYONE,
                way.recipient().code(),
                way.pack().purpose(),
                facts,
                circumstances,
                said);
    }
}
