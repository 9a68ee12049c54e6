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

/** Whose yes is needed under a pack, in words: what {@link Asked} finds. */
final class AskedFacts {
    private final Words words;
    private final Asked asked;
    private final ElementFacts elements;

    AskedFacts(Words words, Law law, LocalDate day) {
        this.words = words;
        this.asked = new Asked(law, day);
        this.elements = new ElementFacts(words);
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
        facts.put("asksSomebody", alike.keySet().stream().flatMap(List::stream).anyMatch(Asked.Band::asksSomebody));
        List<Map<String, Object>> all = new ArrayList<>();
        List<Map<String, Object>> keeping = new ArrayList<>();
        alike.forEach((bands, ways) -> {
            List<Map<String, Object>> simply = simply(pack, bands);
            simply.stream()
                    .filter(band -> Boolean.TRUE.equals(band.get("hasStays")))
                    .filter(band -> !keeping.contains(band))
                    .forEach(keeping::add);
            all.add(Map.of(
                    "discloser", parties(ways, Asked.Way::discloser),
                    "recipient", parties(ways, Asked.Way::recipient),
                    "bands", bands(pack, bands),
                    "simply", simply));
        });
        Facts.list("asked", all, facts);
        Facts.list("keeping", keeping, facts);
        Facts.list("staysWhereSecret", staying(pack, secret), facts);
    }

    private String parties(List<Asked.Way> ways, Function<Asked.Way, PartyKind> side) {
        Set<PartyKind> kinds = new LinkedHashSet<>();
        ways.forEach(way -> kinds.add(side.apply(way)));
        return words.either(kinds, "the");
    }

    private List<Map<String, Object>> bands(Pack pack, List<Asked.Band> bands) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < bands.size(); i++) {
            Asked.Band each = bands.get(i);
            Map<String, Object> facts = band(pack, each, after(bands, i));
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
            Asked.Band next = i + 1 < bands.size() ? bands.get(i + 1) : null;
            if (next == null || !next.saysTheSame(first)) {
                all.add(band(pack, first, after(bands, i)));
                first = next == null ? first : next;
            }
        }
        return all;
    }

    private Map<String, Object> band(Pack pack, Asked.Band band, LawSettings.@Nullable Band next) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(Facts.NAME, age(band.band(), next));
        facts.put("who", who(band.people()));
        Facts.list("stays", staying(pack, band.stays()), facts);
        return facts;
    }

    private static LawSettings.@Nullable Band after(List<Asked.Band> bands, int i) {
        return i + 1 < bands.size() ? bands.get(i + 1).band() : null;
    }

    private String age(LawSettings.Band band, LawSettings.@Nullable Band next) {
        String code = next == null ? "last" : band.from() == 0 ? "first" : "between";
        String age = words.word("ages", code).replace("{from}", Integer.toString(band.from()));
        return next == null
                ? age
                : age.replace("{next}", Integer.toString(next.from()))
                        .replace("{to}", Integer.toString(next.from() - 1));
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
