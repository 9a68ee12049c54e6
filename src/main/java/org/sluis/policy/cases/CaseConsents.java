package org.sluis.policy.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.PartyId;
import org.sluis.law.ConsentFact;
import org.sluis.law.HolderFact;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.Place;
import org.sluis.policy.pack.Written;

/** The consents of a case: each says only what is out of the ordinary. */
final class CaseConsents {
    private static final String CHILD = "child";

    private final Pack pack;
    private final List<String> categories;
    private final Map<String, HolderFact> holders;
    private final LocalDate day;
    private final List<String> words = new ArrayList<>();

    CaseConsents(Pack pack, Dictionary dictionary, Map<String, HolderFact> holders, LocalDate day) {
        this.pack = pack;
        this.holders = holders;
        this.day = day;
        this.categories = dictionary.elements().stream()
                .filter(e -> !e.control())
                .map(ElementDefinition::category)
                .distinct()
                .toList();
    }

    List<ConsentFact> read(Place list) {
        List<ConsentFact> consents = new ArrayList<>();
        list.items().forEach(item -> consents.add(consent(item, consents.size() + 1)));
        return List.copyOf(consents);
    }

    /** Who said what, for the decision table. */
    String inWords() {
        return words.isEmpty() ? "none" : String.join("; ", words);
    }

    private ConsentFact consent(Place item, int version) {
        item.only(
                "by",
                "effect",
                "purpose",
                "recipient",
                "categories",
                "from",
                "until",
                "withdrawn",
                "proof",
                "verified");
        List<String> grantors = new ArrayList<>(holders.keySet());
        grantors.add(CHILD);
        String by = item.at("by").oneOf(grantors, "holder of this case, or child");
        @Nullable HolderFact holder = holders.get(by);
        String effect = item.find("effect")
                .map(p -> p.oneOf(List.of("grant", "refuse"), "effect"))
                .orElse("grant");
        SortedSet<String> named = CaseReader.known(item.at("categories").items(), categories);
        boolean withdrawn = item.find("withdrawn").map(Place::flag).orElse(false);
        words.add(by + " " + (withdrawn ? "withdrew" : effect + "s") + " " + String.join(" ", named));
        return new ConsentFact(
                new UUID(3, version),
                holder == null ? CHILD : "holder",
                holder == null ? null : holder.id(),
                effect,
                item.find("purpose").map(Written::name).orElse(pack.purpose().value()),
                item.find("recipient").map(p -> new PartyId(Written.name(p))).orElse(CaseReader.recipient(pack)),
                named,
                item.find("from").map(Place::date).orElse(day.minusDays(60)),
                item.find("until").map(Place::date).orElse(day.plusDays(120)),
                "2026-1",
                withdrawn,
                item.find("proof").map(Place::flag).orElse(true),
                item.find("verified").map(Place::flag).orElse(true),
                version);
    }
}
