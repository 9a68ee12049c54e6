package org.sluis.policy.pack;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Purpose;
import org.sluis.freetext.Kinds;
import org.sluis.party.PartyKind;
import org.sluis.policy.agreement.Agreement;

/** Reads one {@code policy.yaml}; notes every fault with its line and what to write instead. */
public final class PackReader {
    static final String[] KEYS = {
        "id",
        "purpose",
        "label",
        "profile",
        "discloser",
        "recipient",
        "effective",
        "agreement",
        "owner",
        "review-by",
        "legal-basis",
        "conditions",
        "obligations",
        "attestable",
        "sensitivity",
        "release"
    };
    static final List<String> KINDS =
            Arrays.stream(PartyKind.values()).map(PartyKind::code).toList();

    private final Kinds kinds;
    /** By their text; several threads read at once. */
    private final Map<String, Dictionary> dictionaries = new ConcurrentHashMap<>();

    private final Map<String, Agreement> agreements = new HashMap<>();

    /** @param kinds and reasons that a policy may name as attestable */
    public PackReader(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The pack, or nothing when there is a fault in it. */
    public @Nullable Pack read(PackSource source, List<PackFault> faults) {
        int before = faults.size();
        String id = source.id();
        Dictionary dictionary = dictionary(source, faults);
        Place top = Place.whole(source.text(PackSource.POLICY), id + "/" + PackSource.POLICY, faults);
        if (dictionary == null || faults.size() > before) {
            return null;
        }
        top.only(KEYS);
        Place given = top.at("id");
        if (!given.text().equals(id)) {
            given.wrong("the id is not the name of the folder", "write " + id);
        }
        Agreement agreement = agreement(Written.name(top.at("agreement")), source.text(PackSource.AGREEMENT), faults);
        if (agreement == null) {
            return null;
        }
        Pack pack = pack(id, source.digest(), dictionary, agreement, top);
        if (faults.size() > before) {
            return null;
        }
        low(top, pack);
        return faults.size() > before ? null : pack;
    }

    /** What is written, whether in order or not: it counts only where no fault was noted. */
    private Pack pack(String id, String digest, Dictionary dictionary, Agreement agreement, Place top) {
        TermsReader terms = new TermsReader(agreement);
        String purpose = Written.name(top.at("purpose"));
        Place profilePlace = top.at("profile");
        String profile = profilePlace.text();
        boolean known = dictionary.profile(profile).isPresent();
        if (!profile.isEmpty() && !known) {
            profilePlace.wrong(
                    profile + " is no profile of the dictionary", Nearest.advice(profile, dictionary.profiles()));
        }
        boolean anonymous = known && dictionary.anonymous(profile);
        Place effective = top.at("effective").only("from", "until");
        Place first = effective.at("from");
        LocalDate from = first.date();
        if (from.isBefore(agreement.from())) {
            first.wrong(
                    "the agreement " + agreement.id() + " is not in force then",
                    "write a day from " + agreement.from() + " on");
        }
        Place review = top.at("review-by");
        LocalDate reviewBy = review.date();
        if (!reviewBy.isAfter(from)) {
            review.wrong("it is to be reviewed before it is in force", "write a day after " + from);
        }
        return new Pack(
                id,
                digest,
                dictionary,
                agreement,
                new Purpose(purpose),
                Written.label(top.at("label")),
                profile,
                anonymous,
                top.find("sensitivity").isPresent(),
                terms.side(top.at("discloser")),
                terms.side(top.at("recipient")),
                from,
                Written.until(effective, from),
                top.at("owner").text(),
                reviewBy,
                basis(top.at("legal-basis")),
                terms.conditions(top, anonymous),
                terms.obligations(top.at("obligations"), purpose),
                terms.deliverWithin(top.at("obligations")),
                List.copyOf(new ReleaseReader(dictionary, profile).read(top.at("release"))),
                attestable(top));
    }

    private @Nullable Agreement agreement(String region, String text, List<PackFault> faults) {
        Agreement known = agreements.get(text);
        if (known != null && known.id().equals(region)) {
            return known;
        }
        Agreement read = AgreementReader.read(region, text, faults);
        if (read != null) {
            agreements.put(text, read);
        }
        return read;
    }

    private @Nullable Dictionary dictionary(PackSource source, List<PackFault> faults) {
        try {
            return dictionaries.computeIfAbsent(
                    source.text(PackSource.DICTIONARY), text -> Dictionary.read(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException wrong) {
            faults.add(new PackFault(PackSource.DICTIONARY, 0, String.valueOf(wrong.getMessage()), "mend it there"));
            return null;
        }
    }

    /** For such a policy the law may let one holder suffice (BW art. 1:253i); never where it releases what is special. */
    private static void low(Place top, Pack pack) {
        top.find("sensitivity").ifPresent(place -> {
            place.oneOf(List.of("low"), "sensitivity that can be declared");
            pack.released().stream()
                    .filter(id -> pack.dictionary().element(id).special())
                    .findFirst()
                    .ifPresent(id ->
                            place.wrong("it releases " + id + ", which is special", "leave the line sensitivity out"));
        });
    }

    /** The kind that stands here, and a fault where there is none such. */
    public static PartyKind kindWord(Place place) {
        String kind = place.oneOf(KINDS, "kind of party");
        return KINDS.contains(kind) ? PartyKind.of(kind) : PartyKind.SCHOOL;
    }

    private static LegalBasis basis(Place basis) {
        basis.only("art6", "art9", "secrecy");
        return new LegalBasis(
                basis.at("art6").text(),
                basis.at("art9").text(),
                basis.at("secrecy").text());
    }

    /** Which kinds may be attested to, and for which reasons; nothing where the policy does not say. */
    private SortedMap<String, SortedSet<String>> attestable(Place top) {
        SortedMap<String, SortedSet<String>> attestable = new TreeMap<>();
        top.find("attestable").ifPresent(place -> {
            place.only(kinds.attestable().toArray(String[]::new));
            for (String kind : place.keys()) {
                SortedSet<String> reasons = new TreeSet<>();
                Place list = place.at(kind);
                for (Place reason : list.items()) {
                    reasons.add(reason.oneOf(kinds.reasons(), "reason"));
                }
                if (list.isList() && reasons.isEmpty()) {
                    list.wrong("no reason stands here", "write one, or leave " + kind + " out");
                }
                attestable.put(kind, Collections.unmodifiableSortedSet(reasons));
            }
        });
        return Collections.unmodifiableSortedMap(attestable);
    }
}
