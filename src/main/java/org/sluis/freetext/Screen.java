package org.sluis.freetext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.ValueType;

/**
 * Looks at the words that people typed: a list of elements does not stop anyone from typing a number, a name or a
 * diagnosis. It says where and of what kind, never what, and changes nothing. It is a screen, not a guarantee:
 * {@code docs/performance.md} says what it finds of what it should. Immutable; its lists are compiled once.
 */
public final class Screen {
    private static final List<String> TERMS = List.of("diagnosis.yaml", "medication.yaml");

    private final Dictionary dictionary;
    private final Lists lists;
    private final Elsewhere elsewhere;
    private final Detector danger;
    private final List<Detector> others;
    private final String digest;

    private Screen(Path folder, Dictionary dictionary) {
        this.dictionary = dictionary;
        this.lists = new Lists(folder);
        Map<String, FileNode> names = lists.file(
                "names.yaml",
                "kind",
                "names-of",
                "known-from",
                "nobody",
                "no-name",
                "before-things",
                "titles",
                "relations",
                "particles");
        Map<String, FileNode> numbers = lists.file("numbers.yaml", "forms", "e-mail", "birth-dates");
        Map<String, FileNode> dates = FileNode.required(numbers, "birth-dates")
                .map(Set.of("kind", "own", "words", "years-back", "months"), Set.of());
        this.elsewhere = Elsewhere.of(names, dates, dictionary);
        this.danger = danger();
        this.others = List.of(
                new Mail(lists.kinds().kind(FileNode.required(numbers, "e-mail"))),
                new BirthDates(dates, lists.kinds(), lists.folding()),
                new Numbers(FileNode.required(numbers, "forms").list().stream()
                        .flatMap(form -> Form.of(form, lists.kinds()).stream())
                        .toList()),
                terms(),
                new Places(lists),
                new Names(names, lists));
        this.digest = digest(folder);
    }

    /**
     * Reads the lists of a country.
     *
     * @throws IllegalArgumentException naming the file, the line and what is wrong there
     */
    public static Screen load(Path folder, Dictionary dictionary) {
        return new Screen(folder, dictionary);
    }

    public Kinds kinds() {
        return lists.kinds();
    }

    /** SHA-256 over every list, hexadecimal. */
    public String digest() {
        return digest;
    }

    /** Words of danger, in every text of the message: also in what would be withheld. */
    public List<Finding> danger(Elements sent) {
        return inspect(sent, List.of(danger), new Known(sent, sent, elsewhere, lists, 0));
    }

    /**
     * Everything else, in the texts that would leave.
     *
     * @param leaving what of it this recipient gets: who is named in an element of it may be named in a text
     * @param year in which it is sent
     */
    public List<Finding> inspect(Elements sent, Elements leaving, int year) {
        return inspect(leaving, others, new Known(sent, leaving, elsewhere, lists, year));
    }

    private List<Finding> inspect(Elements elements, List<Detector> detectors, Known known) {
        List<Finding> findings = new ArrayList<>();
        elements.stream()
                .filter(e -> dictionary.element(e.id()).type() == ValueType.TEXT)
                .forEach(e -> findings.addAll(inspect(e, detectors, known)));
        return findings;
    }

    private List<Finding> inspect(Element element, List<Detector> detectors, Known known) {
        Text text = lists.text(element.value());
        Passages found = new Passages();
        detectors.forEach(detector -> detector.look(text, known, found));
        return found.all().stream()
                .sorted(Comparator.comparingInt(Passages.Passage::from))
                .map(p -> new Finding(element.id(), element.position(), p.from(), p.to(), p.kind()))
                .toList();
    }

    private Terms terms() {
        Phrases<String> phrases = new Phrases<>(lists.stems());
        for (String name : TERMS) {
            Map<String, FileNode> file = lists.file(name, "kind", "terms");
            String kind = lists.kinds().kind(FileNode.required(file, "kind"));
            phrases.addAll(FileNode.required(file, "terms"), lists.folding(), kind);
        }
        return new Terms(phrases);
    }

    private Terms danger() {
        Phrases<String> phrases = new Phrases<>(lists.stems());
        FileNode.required(lists.file("danger.yaml", "kinds"), "kinds").map().forEach((kind, terms) -> {
            if (!lists.kinds().danger(kind)) {
                throw terms.wrong("'" + kind + "' is no kind of danger");
            }
            phrases.addAll(terms, lists.folding(), kind);
        });
        return new Terms(phrases);
    }

    private static String digest(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            List<Path> all = new ArrayList<>(files.sorted().toList());
            all.add(folder.resolveSibling("look-alikes.yaml"));
            for (Path file : all) {
                byte[] name = file.getFileName().toString().getBytes(StandardCharsets.UTF_8);
                byte[] bytes = Files.readAllBytes(file);
                sha.update(ByteBuffer.allocate(8)
                        .putInt(name.length)
                        .putInt(bytes.length)
                        .array());
                sha.update(name);
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
