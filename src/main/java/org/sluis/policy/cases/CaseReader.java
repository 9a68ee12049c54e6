package org.sluis.policy.cases;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.SaidFact;
import org.sluis.policy.Because;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Policy;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackReader;
import org.sluis.policy.pack.Place;
import org.sluis.policy.pack.Side;
import org.sluis.policy.pack.Written;

/** Reads one case of a pack. What a case does not say is the ordinary: see {@code consent-policies/README.md}. */
final class CaseReader {
    static final String PERMIT = "permit";
    private static final PartyId RECIPIENT = new PartyId("the-recipient");
    private static final PartyId DISCLOSER = new PartyId("the-discloser");
    private static final UUID SUBJECT = new UUID(0, 1);
    private static final UUID RECORD = new UUID(4, 1);

    private final Policy policy;
    private final Pack pack;
    private final Dictionary dictionary;
    private final DecisionPoint point;

    CaseReader(Policy policy, DecisionPoint point) {
        this.policy = policy;
        this.pack = policy.pack();
        this.dictionary = pack.dictionary();
        this.point = point;
    }

    /** The case, or nothing when there is a fault in it. The name of its folder is the expected answer. */
    @Nullable
    PolicyCase read(Path file, String folder, List<PackFault> faults) {
        int before = faults.size();
        String name = folder + "/" + file.getFileName().toString().replaceFirst("\\.yaml$", "");
        Place top = Place.read(file, pack.id() + "/" + name + ".yaml", faults);
        if (faults.size() > before) {
            return null;
        }
        top.only(
                "who",
                "age",
                "day",
                "capable",
                "subject-known",
                "birth-date-agrees",
                "authority",
                "authority-checked",
                "purpose",
                "discloser",
                "recipient-kind",
                "holders",
                "consents",
                "present",
                "marks",
                "on-record",
                "expect");
        LocalDate day = top.at("day").date();
        Map<String, HolderFact> holders = holders(top);
        CaseConsents consents = new CaseConsents(pack, dictionary, holders, day);
        ConsentFacts facts = facts(top, day, holders, consents);
        DecisionInput input = input(top, day, facts);
        PolicyCase read = expected(top.at("expect"), name, top.at("who").text(), consents.inWords(), input);
        return faults.size() > before ? null : read;
    }

    private ConsentFacts facts(Place top, LocalDate day, Map<String, HolderFact> holders, CaseConsents consents) {
        if (pack.anonymous() && top.find("age").isEmpty()) {
            return ConsentFacts.nobody(day);
        }
        boolean known = top.find("subject-known").map(Place::flag).orElse(true);
        return new ConsentFacts(
                known ? SUBJECT : null,
                known ? 1 : 0,
                top.at("age").text(),
                top.find("birth-date-agrees").map(Place::flag).orElse(true),
                top.find("capable").map(Place::flag).orElse(true),
                top.find("authority").map(Place::text).orElse("established"),
                top.find("authority-checked").map(Place::date).orElse(day.minusDays(30)),
                day,
                List.copyOf(holders.values()),
                top.find("consents").map(consents::read).orElse(List.of()),
                top.find("on-record").map(this::onRecord).orElse(List.of()));
    }

    /** What is on record for this recipient, in the law's own words. */
    private List<SaidFact> onRecord(Place said) {
        return said.keys().stream()
                .map(word -> new SaidFact(word, said.at(word).text(), RECORD, null, null, recipient(pack)))
                .toList();
    }

    private DecisionInput input(Place top, LocalDate day, ConsentFacts facts) {
        return point.underThese(new DecisionInput(
                party(pack.discloser(), DISCLOSER),
                top.find("discloser")
                        .map(PackReader::kindWord)
                        .orElse(pack.disclosers().get(0)),
                recipient(pack),
                top.find("recipient-kind")
                        .map(PackReader::kindWord)
                        .orElse(pack.recipients().get(0)),
                top.find("purpose").map(Written::name).map(Purpose::new).orElse(pack.purpose()),
                known(top.at("present").items(), elementIds()),
                known(top.find("marks").map(Place::items).orElse(List.of()), elementIds()),
                facts,
                day.atTime(12, 0).toInstant(ZoneOffset.UTC),
                false,
                DecisionPoint.NO_PACK,
                point.lawDigest()));
    }

    /** Who receives in a case that does not say: the first that the pack names, or somebody of its kind. */
    static PartyId recipient(Pack pack) {
        return party(pack.recipient(), RECIPIENT);
    }

    private static PartyId party(Side side, PartyId ordinary) {
        return side.named().isEmpty() ? ordinary : side.named().get(0);
    }

    private PolicyCase expected(Place expect, String name, String who, String consents, DecisionInput input) {
        boolean permit = name.startsWith(PERMIT + "/");
        expect.only(permit ? new String[] {"outcome", "passes", "withheld"} : new String[] {"outcome", "reason"});
        List<String> outcomes = Arrays.stream(Outcome.values())
                .filter(o -> permit == (o == Outcome.PERMIT))
                .map(Outcome::name)
                .toList();
        String outcome = expect.at("outcome").oneOf(outcomes, "outcome of a case in this folder");
        List<String> reasons = Arrays.stream(Reason.values()).map(Reason::code).toList();
        SortedMap<String, String> withheld = new TreeMap<>();
        if (permit) {
            Place staying = expect.at("withheld");
            staying.keys()
                    .forEach(id -> withheld.put(
                            id,
                            staying.at(id)
                                    .oneOf(
                                            Arrays.stream(Because.values())
                                                    .map(Because::code)
                                                    .toList(),
                                            "cause to stay")));
        }
        return new PolicyCase(
                policy,
                name,
                expect.line(),
                who,
                consents,
                input,
                outcomes.contains(outcome) ? Outcome.valueOf(outcome) : Outcome.DENY,
                permit ? null : expect.at("reason").oneOf(reasons, "reason"),
                permit ? known(expect.at("passes").items(), elementIds()) : new TreeSet<>(),
                withheld);
    }

    private static Map<String, HolderFact> holders(Place top) {
        Map<String, HolderFact> holders = new LinkedHashMap<>();
        top.find("holders").ifPresent(all -> all.keys()
                .forEach(name -> holders.put(
                        name,
                        new HolderFact(
                                new UUID(2, holders.size() + 1L), all.at(name).text()))));
        return holders;
    }

    private List<String> elementIds() {
        return dictionary.elements().stream().map(ElementDefinition::id).toList();
    }

    static SortedSet<String> known(List<Place> places, Collection<String> words) {
        SortedSet<String> known = new TreeSet<>();
        places.forEach(place -> known.add(place.oneOf(words, "word of the dictionary")));
        return known;
    }
}
