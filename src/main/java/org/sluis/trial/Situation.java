package org.sluis.trial;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.PartyId;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.Law;
import org.sluis.law.LawSettings;
import org.sluis.policy.pack.Pack;

/** A register that knows one child, of whom nothing is out of the ordinary: two holders with authority, all of one mind. */
final class Situation {
    private static final UUID SUBJECT = new UUID(0, 1);
    private static final int CONSENT_DAYS = 30;
    private static final String TEXT = "trial";

    private final Law law;
    private final Dictionary dictionary;

    Situation(Law law, Dictionary dictionary) {
        this.law = law;
        this.dictionary = dictionary;
    }

    /** @throws IllegalArgumentException for a band or a category that does not exist, with those that do */
    ConsentFacts facts(Wanted wanted, Pack pack, PartyId recipient, Elements message, LocalDate day) {
        SortedSet<String> categories = categories(wanted.categories());
        String age = age(wanted.age(), message, day);
        if (pack.anonymous()) {
            return ConsentFacts.nobody(day);
        }
        String withAuthority = law.settings().holderKinds().entrySet().stream()
                .filter(kind -> kind.getValue().equals("has-authority"))
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this law knows no holder with authority"));
        List<HolderFact> holders =
                List.of(new HolderFact(new UUID(2, 1), withAuthority), new HolderFact(new UUID(2, 2), withAuthority));
        List<ConsentFact> consents = new ArrayList<>();
        if (!categories.isEmpty()) {
            holders.forEach(holder -> consents.add(grant(holder, pack, recipient, categories, day, consents.size())));
            consents.add(grant(null, pack, recipient, categories, day, consents.size()));
        }
        return new ConsentFacts(SUBJECT, 1, age, true, true, "established", day.minusDays(1), day, holders, consents);
    }

    private static ConsentFact grant(
            @Nullable HolderFact by,
            Pack pack,
            PartyId recipient,
            SortedSet<String> categories,
            LocalDate day,
            int before) {
        return new ConsentFact(
                new UUID(3, before + 1L),
                by == null ? ConsentFact.CHILD : ConsentFact.HOLDER,
                by == null ? null : by.id(),
                "grant",
                pack.purpose().value(),
                recipient,
                categories,
                day.minusDays(CONSENT_DAYS),
                day.plusDays(CONSENT_DAYS),
                TEXT,
                false,
                true,
                true,
                before + 1L);
    }

    private String age(@Nullable String asked, Elements message, LocalDate day) {
        List<String> bands =
                law.settings().bands().stream().map(LawSettings.Band::name).toList();
        if (asked != null && !bands.contains(asked)) {
            throw new IllegalArgumentException("there is no age band '" + asked + "'; name one of " + bands);
        }
        return asked != null
                ? asked
                : message.value("subject.birthDate")
                        .map(birth -> law.ageBand(LocalDate.parse(birth), day))
                        .orElse(bands.get(0));
    }

    private SortedSet<String> categories(@Nullable SortedSet<String> asked) {
        SortedSet<String> all = dictionary.elements().stream()
                .filter(element -> !element.control())
                .map(ElementDefinition::category)
                .collect(Collectors.toCollection(TreeSet::new));
        if (asked == null) {
            return all;
        }
        if (!all.containsAll(asked)) {
            SortedSet<String> unknown = new TreeSet<>(asked);
            unknown.removeAll(all);
            throw new IllegalArgumentException("there is no category " + unknown + "; name some of " + all);
        }
        return Collections.unmodifiableSortedSet(asked);
    }
}
