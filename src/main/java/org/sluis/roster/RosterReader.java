package org.sluis.roster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.DeclaredText;
import org.sluis.gate.StrictXml;

/** Reads one file, event by event: of a pupil it takes the id and nothing else. */
final class RosterReader {
    /** As many faults are named at once. */
    private static final int MOST_FAULTS = 20;

    private static final int LONGEST_ID = 256;
    private static final int LONGEST_TEXT = 100;

    private final XmlFormat format;
    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, RosterFile.Told> texts = new HashMap<>();
    private final Set<String> pupils = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();
    private @Nullable StringBuilder text;

    private RosterReader(XmlFormat format) {
        this.format = format;
    }

    /**
     * The whole file.
     *
     * @throws Refused what the gate refuses; ROSTER_NOT_VALID with line and code of what is wrong, never a value
     */
    static RosterFile read(XmlFormat format, byte[] body) {
        return StrictXml.read(DeclaredText.utf8(body, false), events -> new RosterReader(format).read(events));
    }

    private RosterFile read(XMLStreamReader events) throws XMLStreamException {
        while (events.hasNext()) {
            switch (events.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(events);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (text != null && text.length() <= LONGEST_TEXT) {
                        text.append(events.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> end(events);
                default -> {} // comments tell nothing
            }
        }
        return whole();
    }

    private void begin(XMLStreamReader events) {
        String uri = events.getNamespaceURI();
        String name = uri == null || uri.isEmpty() ? events.getLocalName() : "{" + uri + "}" + events.getLocalName();
        path.addLast(name);
        text = null;
        if (path.size() == 1) {
            require(name.equals(format.root()), place(events) + ":not-" + format.name());
        } else if (path.size() == 2) {
            require(format.parts().contains(name), place(events) + ":element-unknown");
        }
        String at = at();
        if (at.equals(format.pupil())) {
            pupil(events.getAttributeValue("", format.id()), place(events));
        } else if (format.reads(at)) {
            text = new StringBuilder();
        }
    }

    private void pupil(@Nullable String id, String place) {
        if (id == null || id.isBlank()) {
            fault(place + ":pupil-without-id");
        } else if (id.length() > LONGEST_ID || !id.equals(id.strip())) {
            fault(place + ":not-an-id");
        } else {
            require(pupils.add(id), place + ":pupil-there-twice");
        }
    }

    private void end(XMLStreamReader events) {
        StringBuilder written = text;
        if (written != null && !written.toString().isBlank()) {
            RosterFile.Told told = new RosterFile.Told(written.toString().strip(), place(events));
            require(texts.put(at(), told) == null, place(events) + ":there-twice");
        }
        text = null;
        path.removeLast();
    }

    private RosterFile whole() {
        refuseFaults();
        RosterFile.Told version = texts.get(format.version());
        require(
                version == null || format.versions().contains(version.value()),
                (version == null ? "/" : version.place()) + ":version-unknown");
        StringBuilder school = new StringBuilder();
        String place = "/";
        for (Map.Entry<String, String> part : format.school().entrySet()) {
            RosterFile.Told told = texts.get(part.getKey());
            place = place.equals("/") && told != null ? told.place() : place;
            String value = told == null ? part.getValue() : told.value();
            require(!value.isEmpty(), "/" + part.getKey() + ":missing");
            school.append(value);
        }
        RosterFile.Told day = format.days().stream()
                .filter(texts::containsKey)
                .findFirst()
                .map(texts::get)
                .orElse(null);
        require(day != null, "/" + format.days().get(0) + ":missing");
        require(!pupils.isEmpty(), "/" + format.pupil() + ":missing");
        refuseFaults();
        return new RosterFile(
                format.name(), new RosterFile.Told(school.toString(), place), Objects.requireNonNull(day), pupils);
    }

    private String at() {
        return path.stream()
                .skip(1)
                .reduce((above, below) -> above + "/" + below)
                .orElse("");
    }

    private static String place(XMLStreamReader events) {
        return "line " + events.getLocation().getLineNumber();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            fault(otherwise);
        }
    }

    private void fault(String fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }

    private void refuseFaults() {
        if (!faults.isEmpty()) {
            throw new Refused(Reason.ROSTER_NOT_VALID, faults, Set.of());
        }
    }
}
