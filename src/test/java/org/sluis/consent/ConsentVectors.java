package org.sluis.consent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.party.PartyKind;

/** Reads {@code test-fixtures/consent-vectors}; the format is described there. */
final class ConsentVectors {
    private static final Set<String> PATHS =
            Set.of("at", "modes", "register", "subject", "authority", "holders", "request", "statement", "statements");

    private ConsentVectors() {}

    /** One decision. @param leaves every path of the whole case with its values, lists in order */
    record Vector(
            String id,
            String title,
            String row,
            boolean decides,
            Optional<String> like,
            int changes,
            Map<String, List<String>> leaves,
            Expect expect) {

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
            return new LawQuestion(
                    PartyKind.of(one("request.discloser")),
                    new PartyId(one("request.recipient")),
                    new Purpose(one("request.purpose")),
                    reachable ? facts(law) : null,
                    circumstances());
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
            Instant at = OffsetDateTime.parse(one("at")).toInstant();
            LocalDate day = law.day(at);
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
            return new ConsentFact(
                    uuid(name),
                    child ? "child" : "holder",
                    child ? null : uuid(by),
                    of(name, "says").get(0).equals("yes") ? "grant" : "refuse",
                    of(name, "purpose").get(0),
                    new PartyId(of(name, "recipient").get(0)),
                    new TreeSet<>(of(name, "categories")),
                    LocalDate.parse(of(name, "from").get(0)),
                    LocalDate.parse(of(name, "until").get(0)),
                    "1",
                    of(name, "withdrawn").get(0).equals("yes"),
                    of(name, "proof").get(0).equals("complete"),
                    of(name, "verified").get(0).equals("yes"),
                    Long.parseLong(of(name, "order").get(0)));
        }

        private List<String> of(String statement, String path) {
            List<String> own = leaves.get("statements." + statement + "." + path);
            return own != null ? own : required("statement." + path);
        }

        private Set<String> names(String prefix) {
            return leaves.keySet().stream()
                    .filter(path -> path.startsWith(prefix))
                    .map(path -> path.substring(prefix.length()).split("\\.")[0])
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private Optional<LocalDate> date(String path) {
            return Optional.of(one(path))
                    .filter(text -> !text.equals("unknown"))
                    .map(LocalDate::parse);
        }

        private String one(String path) {
            return required(path).get(0);
        }

        private List<String> required(String path) {
            List<String> values = leaves.get(path);
            if (values == null) {
                throw new IllegalArgumentException(id + " says nothing of " + path);
            }
            return values;
        }

        private static UUID uuid(String name) {
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** @param struck rows by which statements do not count; empty when the vector does not say */
    record Expect(
            String outcome,
            Optional<String> reason,
            List<String> rows,
            Set<String> covers,
            Set<String> withholds,
            Optional<Set<String>> struck) {}

    static List<Vector> all() {
        List<Vector> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("test-fixtures/consent-vectors"))) {
            files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .forEach(file -> vectors.addAll(read(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return List.copyOf(vectors);
    }

    private static List<Vector> read(Path file) {
        Map<String, FileNode> root = FileNode.read(file).map(Set.of("format", "base", "vectors"), Set.of());
        if (!root.get("format").text().equals("consent-vectors/1")) {
            throw root.get("format").wrong("not a format that is known");
        }
        Map<String, List<String>> base = new TreeMap<>();
        set(base, "", root.get("base"));
        Map<String, Vector> read = new LinkedHashMap<>();
        for (FileNode node : root.get("vectors").list()) {
            Map<String, FileNode> keys =
                    node.map(Set.of("id", "row", "decides", "title", "expect"), Set.of("like", "with"));
            Optional<String> like = Optional.ofNullable(keys.get("like")).map(FileNode::text);
            Map<String, List<String>> leaves =
                    new TreeMap<>(like.map(id -> read.get(id).leaves()).orElse(base));
            Map<String, FileNode> with =
                    keys.containsKey("with") ? keys.get("with").map() : Map.of();
            with.forEach((path, value) -> set(leaves, path, value));
            String id = keys.get("id").text();
            Vector vector = new Vector(
                    id,
                    keys.get("title").text(),
                    keys.get("row").text(),
                    keys.get("decides").text().equals("yes"),
                    like,
                    with.size(),
                    leaves,
                    expect(keys.get("expect")));
            if (read.put(id, vector) != null) {
                throw node.wrong("vector " + id + " is there twice");
            }
        }
        return List.copyOf(read.values());
    }

    private static void set(Map<String, List<String>> leaves, String path, FileNode value) {
        if (!path.isEmpty() && !PATHS.contains(path.split("\\.")[0])) {
            throw value.wrong("'" + path + "' is not a path of a case");
        }
        leaves.keySet().removeIf(known -> known.equals(path) || known.startsWith(path + "."));
        if (value.isText() && value.text().equals("absent")) {
            return;
        } else if (value.isText() || value.isList()) {
            leaves.put(path, List.copyOf(value.texts()));
        } else {
            value.map().forEach((key, each) -> set(leaves, path.isEmpty() ? key : path + "." + key, each));
        }
    }

    private static Expect expect(FileNode node) {
        Map<String, FileNode> keys =
                node.map(Set.of("outcome", "rows"), Set.of("reason", "covers", "withholds", "struck"));
        return new Expect(
                keys.get("outcome").text(),
                Optional.ofNullable(keys.get("reason")).map(FileNode::text),
                keys.get("rows").list().stream().map(FileNode::text).toList(),
                list(keys, "covers"),
                list(keys, "withholds"),
                Optional.ofNullable(keys.get("struck")).map(FileNode::texts));
    }

    private static Set<String> list(Map<String, FileNode> keys, String key) {
        return keys.containsKey(key)
                ? keys.get(key).list().stream().map(FileNode::text).collect(Collectors.toSet())
                : Set.of();
    }
}
