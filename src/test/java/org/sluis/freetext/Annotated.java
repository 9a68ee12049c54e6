package org.sluis.freetext;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.FileNode;

/**
 * A sentence of the annotated set: its text, and what is to be found in it.
 *
 * @param place file and line
 */
record Annotated(String place, String text, List<Mark> marks) {
    static final Path FOLDER = Path.of("test-fixtures/free-text");
    static final Dictionary DICTIONARY = Dictionary.load(Path.of("consent-policies/dictionary.yaml"));
    static final Screen SCREEN = Screen.load(Path.of("consent-policies/free-text/nl"), DICTIONARY);
    static final int YEAR = 2026;
    private static final Pattern MARK = Pattern.compile("\\[([a-z-]+)\\|([^]]*)]");
    private static final Set<String> WITHHELD = Set.of("holder.name");

    record Mark(String kind, int from, int to) {}

    static List<Annotated> read(String file) {
        return FileNode.read(FOLDER.resolve(file)).map(Set.of("sentences"), Set.of()).get("sentences").list().stream()
                .map(node -> of(node.file() + ":" + node.line(), node.text()))
                .toList();
    }

    private static Annotated of(String place, String marked) {
        StringBuilder text = new StringBuilder();
        List<Mark> marks = new ArrayList<>();
        Matcher mark = MARK.matcher(marked);
        int behind = 0;
        while (mark.find()) {
            text.append(marked, behind, mark.start());
            int from = text.length();
            text.append(mark.group(2));
            marks.add(new Mark(mark.group(1), from, text.length()));
            behind = mark.end();
        }
        return new Annotated(place, text.append(marked.substring(behind)).toString(), marks);
    }

    /** Everything that the screen finds in the sentence, words of danger too. */
    List<Finding> found() {
        Elements message = Elements.of(List.of(
                new Element("subject.givenName", 0, "Noor"),
                new Element("subject.familyName", 0, "Veldkamp"),
                new Element("subject.birthDate", 0, "2017-03-14"),
                new Element("school.name", 0, "Basisschool De Linde"),
                new Element("contact.name", 0, "Marjan Postma"),
                new Element("holder.name", 0, "Saskia Veldkamp"),
                new Element("holder.name", 1, "Ruben Dijkhuis"),
                new Element("voice.parents", 0, text)));
        List<Finding> found = new ArrayList<>(SCREEN.danger(message));
        found.addAll(SCREEN.inspect(message, message.only(e -> !WITHHELD.contains(e.id())), YEAR));
        found.removeIf(finding -> !finding.element().equals("voice.parents"));
        return found;
    }

    boolean clean() {
        return marks.isEmpty();
    }

    static boolean meets(Mark mark, Finding finding) {
        return finding.kind().equals(mark.kind()) && finding.from() < mark.to() && mark.from() < finding.to();
    }
}
