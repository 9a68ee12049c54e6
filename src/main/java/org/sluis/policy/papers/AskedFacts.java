package org.sluis.policy.papers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.law.Law;
import org.sluis.law.LawSettings;
import org.sluis.party.PartyKind;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.Side;

/** Whose yes is needed under a pack, in words: what {@link Asked} finds. */
final class AskedFacts {
    private final Words words;
    private final Asked asked;
    private final ElementFacts elements;
    private final PartyFacts parties;

    AskedFacts(Words words, Law law, LocalDate day) {
        this.words = words;
        this.asked = new Asked(law, day);
        this.elements = new ElementFacts(words);
        this.parties = new PartyFacts(words);
    }

    void add(Pack pack, Map<String, Object> facts) {
        Map<List<Asked.Band>, List<Asked.Way>> alike = new LinkedHashMap<>();
        SortedSet<String> secret = new TreeSet<>();
        int hours = Integer.MAX_VALUE;
        for (PartyKind discloser : pack.disclosers()) {
            for (PartyKind recipient : pack.recipients()) {
                Asked.Way way = new Asked.Way(pack, discloser, recipient);
                alike.computeIfAbsent(asked.bands(way), bands -> new ArrayList<>())
                        .add(way);
                secret.addAll(asked.staysWhereSecret(way));
                hours = Math.min(hours, asked.emergencyHours(way));
            }
        }
        facts.put("emergencyHours", hours == 0 ? false : Integer.toString(hours));
        boolean asksSomebody = alike.keySet().stream().flatMap(List::stream).anyMatch(Asked.Band::asksSomebody);
        facts.put("asksSomebody", asksSomebody);
        facts.put("nothingGoes", !asksSomebody && hours == 0 && !pack.anonymous());
        List<Map<String, Object>> all = new ArrayList<>();
        List<Map<String, Object>> keeping = new ArrayList<>();
        alike.forEach((bands, ways) -> {
            List<Map<String, Object>> simply = simply(pack, bands);
            simply.stream()
                    .filter(band -> Boolean.TRUE.equals(band.get("hasStays")))
                    .filter(band -> !keeping.contains(band))
                    .forEach(keeping::add);
            all.add(Map.of(
                    "discloser", parties(pack, pack.discloser(), ways, Asked.Way::discloser),
                    "recipient", parties(pack, pack.recipient(), ways, Asked.Way::recipient),
                    "bands", bands(pack, bands),
                    "simply", simply));
        });
        Facts.list("asked", all, facts);
        Facts.list("keeping", keeping, facts);
        Facts.list("staysWhereSecret", staying(pack, secret), facts);
    }

    private String parties(Pack pack, Side side, List<Asked.Way> ways, Function<Asked.Way, PartyKind> kind) {
        Set<PartyKind> kinds = new LinkedHashSet<>();
        ways.forEach(way -> kinds.add(kind.apply(way)));
        return parties.inSentence(pack, side, kinds);
    }

    private List<Map<String, Object>> bands(Pack pack, List<Asked.Band> bands) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Asked.Band each : bands) {
            Map<String, Object> facts = band(pack, each, each.next());
            facts.put("whoIfNotCapable", who(each.notCapable()));
            facts.put("rows", each.rows());
            all.add(facts);
        }
        return all;
    }

    /** Ages that follow on each other and of which the same holds are one. */
    private List<Map<String, Object>> simply(Pack pack, List<Asked.Band> bands) {
        List<Map<String, Object>> all = new ArrayList<>();
        Asked.Band first = bands.get(0);
        for (int i = 0; i < bands.size(); i++) {
            Asked.Band last = bands.get(i);
            Asked.Band next = i + 1 < bands.size() ? bands.get(i + 1) : null;
            if (next == null || !next.saysTheSame(first) || !next.band().equals(last.next())) {
                all.add(band(pack, first, last.next()));
                first = next == null ? first : next;
            }
        }
        return all;
    }

    /** @param next the age that follows the last of which it is said */
    private Map<String, Object> band(Pack pack, Asked.Band band, LawSettings.@Nullable Band next) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(Facts.NAME, words.age(band.band(), next));
        facts.put("who", who(band.people()));
        Facts.list("stays", staying(pack, band.stays()), facts);
        return facts;
    }

    private String who(List<String> people) {
        return String.join(
                " " + words.word("asked", "and") + " ",
                people.stream().map(each -> words.word("asked", each)).toList());
    }

    /** Of what the law keeps: that which the pack would let go. */
    private List<Map<String, Object>> staying(Pack pack, Set<String> kept) {
        return pack.dictionary().elements().stream()
                .filter(each -> pack.released().contains(each.id()))
                .filter(each -> kept.contains(each.id()) || kept.contains(each.category()))
                .map(each -> elements.of(pack, each))
                .toList();
    }
}
