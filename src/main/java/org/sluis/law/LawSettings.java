package org.sluis.law;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FileNode;

/**
 * What a country's {@code law.yaml} says beside its rows.
 *
 * @param leapDayBirthday on which day a person born on 29 February becomes a year older where there is none
 * @param bands in rising order, the first from 0
 * @param holderKinds what each kind of holder is to this law: {@code has-authority}, {@code unclear} or {@code never}
 * @param authoritySources where authority may have been checked, and what such a check must show: {@code none}, a
 *     {@code document}, or the {@code answer} of a register that the gateway alone asks; a law that names none takes none
 * @param verifiedBy the ways in which a grantor's identity may have been verified
 * @param modes where practice differs, what was chosen
 * @param disclosers the kinds of those who disclose that this law knows; any other is {@code unknown}
 * @param purposes purposes that are no ordinary ones, each with what it is instead
 * @param emergency of vital interest; null where this law knows no such ground
 * @param channels where somebody turns with what is not for this exchange
 * @param words of this law for what is out of the ordinary
 * @param warnDays how many days before a birthday that changes whose consent is needed the school is warned; 0 for never
 * @param tableRows how many rows the table of the law has, R01 and on; 0 where it has no numbered table
 */
public record LawSettings(
        String country,
        ZoneId zone,
        String leapDayBirthday,
        List<Band> bands,
        Map<String, String> holderKinds,
        int authorityCheckMaxDays,
        Map<String, String> authoritySources,
        int consentMaxMonths,
        Set<String> verifiedBy,
        Map<String, Mode> modes,
        Set<String> disclosers,
        Map<String, String> purposes,
        LawWords words,
        @Nullable LawEmergency emergency,
        List<LawChannel> channels,
        int warnDays,
        int tableRows) {
    static final String UNKNOWN_DISCLOSER = "unknown";
    static final String ORDINARY = "ordinary";
    static final String UNKNOWN_AGE = "unknown";
    static final String UNCLEAR = "unclear";
    static final Set<String> STANDINGS = Set.of("has-authority", "represents", UNCLEAR, "never");
    /** A check from such a source shows a document. */
    public static final String DOCUMENT = "document";
    /** A check from such a source is the answer of a register that the gateway asked. */
    public static final String ANSWER = "answer";

    private static final Set<String> EVIDENCE = Set.of("none", DOCUMENT, ANSWER);
    private static final String MARCH_1 = "march-1";
    private static final String WARN_DAYS = "warn-days-before-birthday";

    /** @param from the age, in years, at which it begins */
    public record Band(String name, int from) {}

    public record Mode(String is, Set<String> of) {}

    static LawSettings of(FileNode root) {
        Map<String, FileNode> all = root.map(
                Set.of(
                        "country",
                        "zone",
                        "leap-day-birthday",
                        "age-bands",
                        "holder-kinds",
                        "authority-check-max-days",
                        "consent-max-months",
                        "verified-by",
                        "modes",
                        "disclosers"),
                optional());
        LawWords words = LawWords.of(all);
        FileNode emergency = all.get("emergency");
        return new LawSettings(
                required(all, "country").text(),
                zone(required(all, "zone")),
                oneOf(required(all, "leap-day-birthday"), Set.of(MARCH_1, "february-28")),
                bands(required(all, "age-bands")),
                names(required(all, "holder-kinds"), STANDINGS),
                required(all, "authority-check-max-days").number(),
                sources(all.get("authority-sources")),
                required(all, "consent-max-months").number(),
                required(all, "verified-by").texts(),
                modes(required(all, "modes")),
                Set.copyOf(required(all, "disclosers").texts()),
                purposes(all.get("purposes")),
                words,
                emergency == null ? null : LawEmergency.of(emergency, words),
                LawChannel.of(all.get("channels")),
                warnDays(all.get(WARN_DAYS)),
                all.containsKey("table-rows") ? required(all, "table-rows").number() : 0);
    }

    /** The band of someone born on this day; {@code unknown} for a day that has not come yet. */
    String band(LocalDate birth, LocalDate day) {
        String band = UNKNOWN_AGE;
        for (Band each : bands) {
            if (!day.isBefore(birthday(birth, each.from()))) {
                band = each.name();
            }
        }
        return band;
    }

    LocalDate birthday(LocalDate birth, int age) {
        LocalDate day = birth.plusYears(age);
        boolean moved = day.getDayOfMonth() != birth.getDayOfMonth();
        return moved && leapDayBirthday.equals(MARCH_1) ? day.plusDays(1) : day;
    }

    LawSettings with(String mode, String value) {
        Mode known = modes.get(mode);
        if (known == null || !known.of().contains(value)) {
            throw new IllegalArgumentException("the law has no mode " + mode + ": " + value);
        }
        Map<String, Mode> changed = new LinkedHashMap<>(modes);
        changed.put(mode, new Mode(value, known.of()));
        return new LawSettings(
                country,
                zone,
                leapDayBirthday,
                bands,
                holderKinds,
                authorityCheckMaxDays,
                authoritySources,
                consentMaxMonths,
                verifiedBy,
                Map.copyOf(changed),
                disclosers,
                purposes,
                words,
                emergency,
                channels,
                warnDays,
                tableRows);
    }

    private static FileNode required(Map<String, FileNode> all, String key) {
        return java.util.Objects.requireNonNull(all.get(key), key);
    }

    private static ZoneId zone(FileNode node) {
        try {
            return ZoneId.of(node.text());
        } catch (DateTimeException unknown) {
            throw node.wrong("'" + node.text() + "' is not a time zone");
        }
    }

    private static String oneOf(FileNode node, Set<String> values) {
        if (!values.contains(node.text())) {
            throw node.wrong("'" + node.text() + "' is none of " + new java.util.TreeSet<>(values));
        }
        return node.text();
    }

    private static List<Band> bands(FileNode node) {
        List<Band> bands = new ArrayList<>();
        for (FileNode each : node.list()) {
            Map<String, FileNode> band = each.map(Set.of("name", "from"), Set.of());
            int from = required(band, "from").number();
            String name = required(band, "name").text();
            if (bands.isEmpty()
                    ? from != 0
                    : from <= bands.get(bands.size() - 1).from()) {
                throw each.wrong("age bands begin at 0 and rise");
            }
            if (name.equals(UNKNOWN_AGE)
                    || bands.stream().anyMatch(b -> b.name().equals(name))) {
                throw each.wrong("age band '" + name + "' is there twice, or is a word of the engine");
            }
            bands.add(new Band(name, from));
        }
        if (bands.isEmpty()) {
            throw node.wrong("a law needs age bands");
        }
        return List.copyOf(bands);
    }

    private static Map<String, String> names(FileNode node, Set<String> values) {
        Map<String, String> names = new LinkedHashMap<>();
        node.map().forEach((name, value) -> {
            if (!name.matches("[a-z0-9][a-z0-9-]{0,31}")) {
                throw value.wrong("a name is 1 to 32 lower-case letters, digits and hyphens");
            }
            names.put(name, oneOf(value, values));
        });
        return Map.copyOf(names);
    }

    private static Map<String, String> sources(@Nullable FileNode node) {
        return node == null ? Map.of() : names(node, EVIDENCE);
    }

    private static Map<String, Mode> modes(FileNode node) {
        Map<String, Mode> modes = new LinkedHashMap<>();
        node.map().forEach((name, each) -> {
            Map<String, FileNode> mode = each.map(Set.of("is", "of"), Set.of());
            Set<String> of = required(mode, "of").texts();
            modes.put(name, new Mode(oneOf(required(mode, "is"), of), of));
        });
        return Map.copyOf(modes);
    }

    private static Map<String, String> purposes(@Nullable FileNode node) {
        Map<String, String> purposes = new LinkedHashMap<>();
        if (node != null) {
            node.map().forEach((purpose, kind) -> purposes.put(purpose, kind.text()));
        }
        return Map.copyOf(purposes);
    }

    private static Set<String> optional() {
        Set<String> keys = new HashSet<>(LawWords.KEYS);
        keys.addAll(Set.of("authority-sources", "purposes", "emergency", "channels", WARN_DAYS, "table-rows"));
        return keys;
    }

    /** Less than half a year, so that of two birthdays of one person the second is never warned of before the first. */
    private static int warnDays(@Nullable FileNode node) {
        if (node != null && (node.number() < 0 || node.number() > 180)) {
            throw node.wrong("a warning comes 0 to 180 days before");
        }
        return node == null ? 0 : node.number();
    }
}
