package org.sluis.policy.papers;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluis.party.PartyKind;
import org.sluis.policy.agreement.Signatory;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.Side;

/** Who stands on a side of a pack: a kind of party by its word, or the parties it names by the name they signed with. */
final class PartyFacts {
    private final Words words;

    PartyFacts(Words words) {
        this.words = words;
    }

    /** @param name of the side: {@code discloser}; its parties stand under {@code discloserNamed} */
    void add(String name, Pack pack, Side side, Map<String, Object> facts) {
        facts.put(name, inSentence(pack, side, side.kinds()));
        facts.put(name + "Name", inTable(pack, side));
        List<Signatory> named = named(pack, side);
        Facts.list(name + "Named", named.stream().map(this::of).toList(), facts);
        facts.put(name + "NamedInWords", named.isEmpty() ? false : words.and(names(named)));
    }

    /** Those of the side that are of these kinds. */
    String inSentence(Pack pack, Side side, Collection<PartyKind> kinds) {
        return side.named().isEmpty()
                ? words.either(kinds, "the")
                : words.or(names(named(pack, side).stream()
                        .filter(each -> kinds.contains(each.kind()))
                        .toList()));
    }

    private String inTable(Pack pack, Side side) {
        return side.named().isEmpty()
                ? words.either(side.kinds(), Facts.NAME)
                : words.or(named(pack, side).stream()
                        .map(each -> each.name() + " (" + kind(each) + ")")
                        .toList());
    }

    /** A party that signed an agreement. */
    Map<String, Object> of(Signatory party) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", party.id().value());
        facts.put(Facts.NAME, party.name());
        facts.put("kind", kind(party));
        facts.put("signedBy", words.text(party.function()));
        facts.put("document", party.document());
        words.day("signedOn", party.signedOn(), facts);
        return facts;
    }

    private String kind(Signatory party) {
        return words.word("kinds", party.kind().code(), Facts.NAME);
    }

    private static List<String> names(List<Signatory> parties) {
        return parties.stream().map(Signatory::name).toList();
    }

    /** Whom a pack names signed: its reader saw to it. */
    private static List<Signatory> named(Pack pack, Side side) {
        return side.named().stream()
                .map(id -> pack.agreement().signatory(id).orElseThrow())
                .toList();
    }
}
