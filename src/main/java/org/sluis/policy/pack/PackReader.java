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
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Label;
import org.sluis.canonical.Purpose;
import org.sluis.freetext.Kinds;
import org.sluis.party.PartyKind;

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
        "owner",
        "review-by",
        "legal-basis",
        "obligations",
        "attestable",
        "sensitivity",
        "release"
    };
    static final String[] OBLIGATIONS = {"pseudonymise", "retain-days", "respond-within-working-days"};
    static final List<String> KINDS =
            Arrays.stream(PartyKind.values()).map(PartyKind::code).toList();
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,61}[a-z0-9]";

    private final Kinds kinds;
    private final Map<String, Dictionary> dictionaries = new HashMap<>();

    /** @param kinds and reasons that a policy may name as attestable */
    public PackReader(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The pack, or nothing when there is a fault in it. */
    public @Nullable Pack read(PackSource source, List<PackFault> faults) {
        int before = faults.size();
        String id = source.id();
        Dictionary dictionary = dictionary(source, faults);
        Place top = Place.parse(source.text(PackSource.POLICY), id + "/" + PackSource.POLICY, faults);
        if (dictionary == null || faults.size() > before) {
            return null;
        }
        top.only(KEYS);
        Place given = top.at("id");
        if (!given.text().equals(id)) {
            given.wrong("the id is not the name of the folder", "write " + id);
        }
        String purpose = purpose(top.at("purpose"));
        Place label = top.at("label").only("nl", "en");
        Label words = new Label(label.at("nl").text(), label.at("en").text());
        Place profilePlace = top.at("profile");
        String profile = profilePlace.text();
        if (!profile.isEmpty() && dictionary.profile(profile).isEmpty()) {
            profilePlace.wrong(profile + " is no profile of the dictionary", "write one that it lists");
        }
        List<PartyKind> disclosers = kinds(top.at("discloser"));
        List<PartyKind> recipients = kinds(top.at("recipient"));
        Place effective = top.at("effective").only("from", "until");
        LocalDate from = effective.at("from").date();
        @Nullable LocalDate until = until(effective, from);
        String owner = top.at("owner").text();
        Place review = top.at("review-by");
        LocalDate reviewBy = review.date();
        if (!reviewBy.isAfter(from)) {
            review.wrong("it is to be reviewed before it is in force", "write a day after " + from);
        }
        LegalBasis basis = basis(top.at("legal-basis"));
        SortedMap<String, String> obligations = obligations(top.at("obligations"));
        SortedMap<String, SortedSet<String>> attestable = attestable(top);
        List<RuleLine> lines = new ReleaseReader(dictionary, profile).read(top.at("release"));
        if (faults.size() > before) {
            return null;
        }
        Pack pack = new Pack(
                id,
                source.digest(),
                dictionary,
                new Purpose(purpose),
                words,
                profile,
                dictionary.anonymous(profile),
                top.find("sensitivity").isPresent(),
                disclosers,
                recipients,
                from,
                until,
                owner,
                reviewBy,
                basis,
                obligations,
                List.copyOf(lines),
                attestable);
        low(top, pack);
        return faults.size() > before ? null : pack;
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

    private static String purpose(Place place) {
        String purpose = place.text();
        if (!purpose.isEmpty() && !purpose.matches(NAME)) {
            place.wrong(purpose + " is not a purpose's id", "write lower-case letters, digits and hyphens");
        }
        return purpose;
    }

    private static List<PartyKind> kinds(Place party) {
        Place kind = party.only("kind").at("kind");
        List<Place> words = kind.isList() ? kind.items() : List.of(kind);
        List<PartyKind> kinds =
                words.stream().map(PackReader::kindWord).distinct().toList();
        if (kinds.size() < words.size() || words.isEmpty()) {
            kind.wrong("a kind stands here twice, or none", "write each kind once");
        }
        return kinds;
    }

    /** The kind that stands here, and a fault where there is none such. */
    public static PartyKind kindWord(Place place) {
        String kind = place.oneOf(KINDS, "kind of party");
        return KINDS.contains(kind) ? PartyKind.of(kind) : PartyKind.SCHOOL;
    }

    private static @Nullable LocalDate until(Place effective, LocalDate from) {
        if (effective.find("until").isEmpty()) {
            return null;
        }
        Place place = effective.at("until");
        LocalDate until = place.date();
        if (!until.isAfter(from)) {
            place.wrong("it ends before it begins", "write a day after " + from + ", or leave until out");
        }
        return until;
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
                for (Place reason : place.at(kind).items()) {
                    reasons.add(reason.oneOf(kinds.reasons(), "reason"));
                }
                attestable.put(kind, Collections.unmodifiableSortedSet(reasons));
            }
        });
        return Collections.unmodifiableSortedMap(attestable);
    }

    private static SortedMap<String, String> obligations(Place place) {
        place.only(OBLIGATIONS);
        if (!place.at("pseudonymise").flag()) {
            place.at("pseudonymise").wrong("nothing leaves without pseudonyms", "write true");
        }
        SortedMap<String, String> obligations = new TreeMap<>();
        obligations.put("pseudonymise", "true");
        obligations.put("retain-days", Integer.toString(place.at("retain-days").number(1, 7300)));
        obligations.put(
                "respond-within-working-days",
                Integer.toString(place.at("respond-within-working-days").number(1, 60)));
        return Collections.unmodifiableSortedMap(obligations);
    }
}
