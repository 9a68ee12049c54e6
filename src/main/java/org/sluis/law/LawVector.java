package org.sluis.law;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;

/**
 * One decision of {@code test-fixtures/consent-vectors}, whose README describes the format.
 *
 * @param row the row of the law that it is about, and {@code decides} whether that row decides here
 * @param like the vector it was made of, and {@code changes} how many paths differ
 * @param leaves every path of the whole case with its values, lists in order
 * @param place file and line
 */
public record LawVector(
        String id,
        String title,
        String row,
        boolean decides,
        Optional<String> like,
        int changes,
        Map<String, List<String>> leaves,
        Expect expect,
        String place) {
    private static final String SITUATION = "situation.";
    /** A case names one recipient, and of a general statement the one whose kind it is about. */
    public static final String KIND_OF = "kind-of-";

    private static final Set<String> OF_A_STATEMENT = Set.of(
            "by",
            "order",
            "says",
            "purpose",
            "recipient",
            "categories",
            "from",
            "until",
            "withdrawn",
            "proof",
            "verified");

    /** What must come out. @param struck rows by which statements do not count; empty when the vector does not say */
    public record Expect(
            String outcome,
            Optional<String> reason,
            List<String> rows,
            Set<String> covers,
            Set<String> withholds,
            Optional<Set<String>> struck) {

        /** The outcome that lets something pass. */
        public boolean permits() {
            return outcome.equals("permit");
        }
    }

    /** The day of the decision, where this law is. */
    public LocalDate day(Law law) {
        return law.day(OffsetDateTime.parse(one("at")).toInstant());
    }

    @Override
    public String toString() {
        return id + " (" + row + "): " + title;
    }

    /** The law as this vector has it, where practice differs. */
    Law law(Law law) {
        Law chosen = law;
        for (Map.Entry<String, List<String>> leaf : leaves.entrySet()) {
            if (leaf.getKey().startsWith("modes.")) {
                chosen = chosen.with(
                        leaf.getKey().substring("modes.".length()),
                        leaf.getValue().get(0));
            }
        }
        return chosen;
    }

    LawQuestion question(Law law) {
        boolean reachable = one("register").equals("reachable");
        Map<String, String> situation = new TreeMap<>();
        leaves.forEach((path, values) -> {
            if (path.startsWith(SITUATION)) {
                situation.put(path.substring(SITUATION.length()), values.get(0));
            }
        });
        return new LawQuestion(
                one("request.discloser"),
                new PartyId(one("request.recipient")),
                KIND_OF + one("request.recipient"),
                new Purpose(one("request.purpose")),
                reachable ? facts(law) : null,
                circumstances(),
                situation);
    }

    private Set<Circumstance> circumstances() {
        Set<Circumstance> all = EnumSet.noneOf(Circumstance.class);
        if (one("request.sensitivity").equals("low")) {
            all.add(Circumstance.LOW_SENSITIVITY);
        }
        if (one("request.address").equals("secret")) {
            all.add(Circumstance.SECRET_ADDRESS);
        }
        if (one("request.about").equals("nobody")) {
            all.add(Circumstance.ANONYMOUS);
        }
        return all;
    }

    private ConsentFacts facts(Law law) {
        LocalDate day = day(law);
        Optional<LocalDate> birth = date("subject.birth-date");
        Optional<LocalDate> stated = date("request.birth-date");
        return new ConsentFacts(
                one("subject.known").equals("yes") ? uuid("subject") : null,
                1,
                law.ageBand(birth.orElse(null), day),
                stated.isEmpty() || stated.equals(birth),
                one("subject.capable").equals("yes"),
                one("authority.state"),
                date("authority.checked-on").orElse(null),
                day,
                names("holders.").stream()
                        .map(name -> new HolderFact(uuid(name), one("holders." + name)))
                        .toList(),
                names("statements.").stream().map(this::statement).toList());
    }

    private ConsentFact statement(String name) {
        String by = of(name, "by").get(0);
        boolean child = by.equals("child");
        Map<String, String> said = more(name);
        boolean general = "general".equals(said.remove(Vocabulary.BREADTH));
        String recipient = of(name, "recipient").get(0);
        ConsentFact.CourtOrder order = order(said.remove(Vocabulary.COURT_ORDER));
        return new ConsentFact(
                uuid(name),
                child ? "child" : "holder",
                child ? null : uuid(by),
                of(name, "says").get(0).equals("yes") ? "grant" : "refuse",
                of(name, "purpose").get(0),
                general ? null : new PartyId(recipient),
                new TreeSet<>(of(name, "categories")),
                LocalDate.parse(of(name, "from").get(0)),
                LocalDate.parse(of(name, "until").get(0)),
                "1",
                of(name, "withdrawn").get(0).equals("yes"),
                of(name, "proof").get(0).equals("complete"),
                of(name, "verified").get(0).equals("yes"),
                Long.parseLong(of(name, "order").get(0)),
                general ? KIND_OF + recipient : null,
                order,
                said);
    }

    private ConsentFact.@Nullable CourtOrder order(@Nullable String state) {
        if (state == null || state.equals("none")) {
            return null;
        }
        SortedSet<String> purposes = new TreeSet<>();
        if (!state.equals("incomplete")) {
            purposes.add(state.equals("complete") ? one("request.purpose") : "another-purpose");
        }
        return new ConsentFact.CourtOrder("order-1", LocalDate.EPOCH, purposes);
    }

    /** What is said of a statement in the law's own words. */
    public Map<String, String> more(String statement) {
        Map<String, String> more = new TreeMap<>();
        for (String prefix : List.of("statement.", "statements." + statement + ".")) {
            leaves.forEach((path, values) -> {
                String word = path.startsWith(prefix) ? path.substring(prefix.length()) : "by";
                if (!OF_A_STATEMENT.contains(word)) {
                    more.put(word, values.get(0));
                }
            });
        }
        return more;
    }

    /** What a statement says, or else what all of them say. @throws IllegalArgumentException where neither does */
    public List<String> of(String statement, String path) {
        List<String> own = leaves.get("statements." + statement + "." + path);
        return own != null ? own : required("statement." + path);
    }

    /** The names after a prefix: of holders, of statements, of words. */
    public Set<String> names(String prefix) {
        return leaves.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .map(path -> path.contains(".") ? path.substring(0, path.indexOf('.')) : path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The day that a path says; empty where it says {@code unknown}. */
    public Optional<LocalDate> date(String path) {
        return Optional.of(one(path)).filter(text -> !text.equals("unknown")).map(LocalDate::parse);
    }

    /** The one value of a path. @throws IllegalArgumentException where the case says nothing of it */
    public String one(String path) {
        return required(path).get(0);
    }

    private List<String> required(String path) {
        List<String> values = leaves.get(path);
        if (values == null) {
            throw new IllegalArgumentException("says nothing of " + path);
        }
        return values;
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
