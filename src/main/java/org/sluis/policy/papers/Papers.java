package org.sluis.policy.papers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The papers that an organisation has to have about what it discloses (GDPR art. 13, 14, 28, 30 and 35), written from the
 * packs, the dictionary and the law of a folder, or from those that a gateway says are in force: the same rules and day
 * give the same bytes. A paper is a template in
 * {@code papers/<language>/}; what the packs do not know it marks as to be filled in.
 */
public final class Papers {
    /** The languages that packs and dictionary have. */
    public static final List<String> LANGUAGES = List.of("nl", "en");

    private static final String FOLDER = "papers";

    private final Path folder;
    private final Rules rules;

    private Papers(Path folder, Rules rules) {
        this.folder = folder;
        this.rules = rules;
    }

    /**
     * Of dictionary, law and packs of the folder, as they are written there.
     *
     * @throws IllegalArgumentException where one of them cannot be put in force, with every fault: no paper is written of
     *     rules that do not hold
     */
    public static Papers load(Path consentPolicies) {
        return new Papers(consentPolicies.resolve(FOLDER), Rules.ofFolder(consentPolicies));
    }

    /**
     * Of what a gateway says is in force; of the folder only the words are used.
     *
     * @throws IllegalArgumentException where a pack or the law cannot be read here, or no policy is in force
     */
    public static Papers of(RulesInForce said, Path consentPolicies) {
        return new Papers(consentPolicies.resolve(FOLDER), Rules.of(said, consentPolicies));
    }

    /** What papers there are, in any language. */
    public SortedSet<String> names() {
        return LANGUAGES.stream()
                .flatMap(language -> files(language).stream())
                .map(Papers::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The calendar day where the law holds. */
    public LocalDate day(Instant at) {
        return rules.law().day(at);
    }

    /**
     * All papers in this language.
     *
     * @param day on which they are true: what is in force, and what is due for review
     * @throws IllegalArgumentException with file and line, where a template or a list of words is wrong
     */
    public List<Paper> write(String language, LocalDate day) {
        Map<String, Object> facts = new PaperFacts(Words.read(folder, language), rules, day).all();
        List<Paper> papers = new ArrayList<>();
        for (String file : files(language)) {
            String path = language + "/" + file;
            Template template = Template.read(folder.resolve(language).resolve(file), FOLDER + "/" + path);
            papers.add(new Paper(name(file), path, template.write(facts)));
        }
        return papers;
    }

    private static String name(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }

    private List<String> files(String language) {
        try (Stream<Path> all = Files.list(folder.resolve(language))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") || name.endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FOLDER + "/" + language + " cannot be read", unreadable);
        }
    }
}
