package org.sluis.law;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.FileSet;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.TextSet;
import org.sluis.party.PartyKind;

/**
 * The consent law of one country, as the table in its folder says: whose yes is needed, whose counts, and what a missing
 * one or a no comes to. {@link #find} is a pure function: no clock, no database, and a situation that no row knows is
 * Pending. No country is in the code: ages, zones, kinds and who is asked come from the files.
 */
public final class Law {
    private static final String SETTINGS = "law.yaml";

    private final LawSettings settings;
    private final LawTable table;
    private final List<LawRow> rows;
    private final FileSet files;
    private final String digest;

    private Law(LawTable table, List<LawRow> rows, FileSet files, String digest) {
        this.settings = table.settings();
        this.table = table;
        this.rows = rows;
        this.files = files;
        this.digest = digest;
    }

    /**
     * Reads {@code law.yaml} and every other {@code *.yaml} of the folder, the rows in the order of the files' names.
     *
     * @throws IllegalArgumentException with file and line: an unknown word or value, something twice, a row that an
     *     earlier one leaves nothing to decide, a folder without rows
     */
    public static Law load(Path folder) {
        return of(FileSet.read(folder, ".yaml"));
    }

    /** The same of its files, as they were kept. */
    public static Law of(FileSet files) {
        if (!files.texts().containsKey(SETTINGS)) {
            throw new IllegalArgumentException(SETTINGS + " is missing");
        }
        LawSettings settings =
                LawSettings.of(FileNode.parse(SETTINGS, files.texts().get(SETTINGS)));
        Vocabulary vocabulary = new Vocabulary(settings);
        List<LawRow> rows = new ArrayList<>();
        files.texts().forEach((name, text) -> {
            if (!name.equals(SETTINGS)) {
                FileNode root = FileNode.parse(name, text);
                Optional.ofNullable(root.map(Set.of("rows"), Set.of()).get("rows")).orElseThrow().list().stream()
                        .forEach(node -> add(LawRowReader.read(node, vocabulary, rows.size()), rows));
            }
        });
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a law without rows decides nothing");
        }
        return new Law(new LawTable(settings, rows), List.copyOf(rows), files, files.digest());
    }

    /** What the law says of this question; Pending with {@code situation-unknown} where no row knows the situation. */
    public LawFinding find(LawQuestion question) {
        return new Regime(table, question).find(question.recipient(), question.facts(), TextSet.NONE);
    }

    /**
     * What the law makes of one way, for whoever asks about many people.
     *
     * @param discloser the kind of who discloses
     * @param recipientKind what the recipient is
     * @param profile of the dictionary; null where no policy names one
     */
    public Regime regime(
            PartyKind discloser,
            PartyKind recipientKind,
            Purpose purpose,
            Set<Circumstance> circumstances,
            @Nullable String profile) {
        return new Regime(
                table,
                discloser.code(),
                recipientKind.code(),
                purpose.value(),
                circumstances,
                List.copyOf(settings.words().says().ofElement().keySet()),
                present -> said(purpose, recipientKind.code(), profile, present));
    }

    /** Whose yes the law asks for in this question; nobody's, with the reason, where it stops before or cannot tell. */
    public Grantors asked(LawQuestion question) {
        return Grantors.of(table, question.without(settings.words().doNotAsk()));
    }

    /**
     * Holds the rows about elements against a dictionary.
     *
     * @throws IllegalArgumentException with file and line, where a row withholds what does not exist
     */
    public void mustName(Predicate<String> existing) {
        settings.words().says().ofElement().keySet().stream()
                .filter(existing.negate())
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(
                            "law.yaml: says something of " + unknown + ", which is no element of the dictionary");
                });
        for (LawRow row : rows) {
            row.what().keySet().stream()
                    .filter(existing.negate())
                    .sorted()
                    .findFirst()
                    .ifPresent(unknown -> {
                        throw new IllegalArgumentException(row.place() + ": row " + row.id() + " withholds " + unknown
                                + ", which is no element or category of the dictionary");
                    });
        }
    }

    /**
     * What follows from whom and what a disclosure is about, in the law's own words for what is out of the ordinary.
     *
     * @param recipientKind what the recipient is
     * @param profile of the dictionary; null where no policy names one
     * @param present ids of the elements the message holds
     */
    public Map<String, String> said(
            Purpose purpose, String recipientKind, @Nullable String profile, Collection<String> present) {
        return settings.words().says().said(purpose.value(), recipientKind, profile, present);
    }

    /**
     * What follows from age, on a day.
     *
     * @param saidOn the days on which holders said yes; one in an earlier age band counts anew
     */
    public List<SaidFact> saidByAge(LocalDate birthDate, LocalDate day, Collection<LocalDate> saidOn) {
        List<SaidFact> said = new ArrayList<>();
        settings.words().belowAge().forEach((word, age) -> {
            if (day.isBefore(settings.birthday(birthDate, age))) {
                said.add(new SaidFact(word, "yes"));
            }
        });
        String band = settings.band(birthDate, day);
        if (settings.words().situation().containsKey(LawWords.SAID_IN)
                && saidOn.stream().anyMatch(on -> !settings.band(birthDate, on).equals(band))) {
            said.add(new SaidFact(LawWords.SAID_IN, LawWords.EARLIER_BAND));
        }
        return said;
    }

    /** Whether a yes to a text that was superseded is anything else to this law. */
    public boolean knowsOfTexts() {
        return settings.words()
                .statement()
                .getOrDefault(ConsentFact.TEXT, List.of())
                .contains(ConsentFact.SUPERSEDED);
    }

    /** What it was read from. */
    public FileSet files() {
        return files;
    }

    /** SHA-256 of its files, hexadecimal: which law was in force. */
    public String digest() {
        return digest;
    }

    /** The calendar day of an instant where this law holds. */
    public LocalDate day(Instant at) {
        return at.atZone(settings.zone()).toLocalDate();
    }

    /** The moment at which a day begins where this law holds. */
    public Instant midnight(LocalDate day) {
        return day.atStartOfDay(settings.zone()).toInstant();
    }

    /** The age band on a day; {@code unknown} without a birth date, or before it. */
    public String ageBand(@Nullable LocalDate birthDate, LocalDate day) {
        return birthDate == null ? LawSettings.UNKNOWN_AGE : settings.band(birthDate, day);
    }

    /** The days after the one and until the other on which somebody of this birth date comes into another age band. */
    public List<LocalDate> birthdays(LocalDate birthDate, LocalDate after, LocalDate until) {
        return settings.bands().stream()
                .filter(band -> band.from() > 0)
                .map(band -> settings.birthday(birthDate, band.from()))
                .filter(day -> day.isAfter(after) && !day.isAfter(until))
                .toList();
    }

    /** Where somebody turns who is refused for this reason, where this law knows such a channel. */
    public Optional<LawChannel> channel(Reason reason) {
        return settings.channels().stream()
                .filter(channel -> channel.reasons().contains(reason))
                .findFirst();
    }

    /** What its rows build on. */
    public LawSettings settings() {
        return settings;
    }

    List<LawRow> rows() {
        return rows;
    }

    /** The same law where practice differs. */
    Law with(String mode, String value) {
        return new Law(new LawTable(settings.with(mode, value), rows), rows, files, digest + "+" + mode + "=" + value);
    }

    private static void add(LawRow row, List<LawRow> rows) {
        for (LawRow earlier : rows) {
            if (earlier.id().equals(row.id())) {
                throw new IllegalArgumentException(
                        row.place() + ": row " + row.id() + " is there twice, first at " + earlier.place());
            }
            if (earlier.stage() == row.stage() && earlier.covers(row)) {
                throw new IllegalArgumentException(row.place() + ": row " + row.id() + " can never decide: "
                        + earlier.id() + " comes first and matches all it does");
            }
        }
        rows.add(row);
    }
}
