package org.sluis.roster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Refused;
import org.sluis.gate.DeclaredText;
import org.sluis.gate.StrictXml;

/** Reads one file, event by event: of a pupil it takes the id and nothing else. */
final class RosterReader {

    private static final int LONGEST_ID = 256;
    private static final int LONGEST_TEXT = 100;

    private final XmlFormat format;
    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, RosterFile.Told> texts = new HashMap<>();
    private final Set<String> pupils = new LinkedHashSet<>();
    private final RosterFaults faults = new RosterFaults();
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
            faults.require(name.equals(format.root()), place(events) + ":not-" + format.name());
        } else if (path.size() == 2) {
            faults.require(format.parts().contains(name), place(events) + ":element-unknown");
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
            faults.add(place + ":pupil-without-id");
        } else if (id.length() > LONGEST_ID || !id.equals(id.strip())) {
            faults.add(place + ":not-an-id");
        } else {
            faults.require(pupils.add(id), place + ":pupil-there-twice");
        }
    }

    private void end(XMLStreamReader events) {
        StringBuilder written = text;
        if (written != null && !written.toString().isBlank()) {
            RosterFile.Told told = new RosterFile.Told(written.toString().strip(), place(events));
            faults.require(texts.put(at(), told) == null, place(events) + ":there-twice");
        }
        text = null;
        path.removeLast();
    }

    private RosterFile whole() {
        faults.refuse();
        RosterFile.Told version = texts.get(format.version());
        faults.require(
                version == null || format.versions().contains(version.value()),
                (version == null ? "/" : version.place()) + ":version-unknown");
        StringBuilder school = new StringBuilder();
        String place = "/";
        for (Map.Entry<String, String> part : format.school().entrySet()) {
            RosterFile.Told told = texts.get(part.getKey());
            place = place.equals("/") && told != null ? told.place() : place;
            String value = told == null ? part.getValue() : told.value();
            faults.require(!value.isEmpty(), "/" + part.getKey() + ":missing");
            school.append(value);
        }
        RosterFile.Told day = format.days().stream()
                .filter(texts::containsKey)
                .findFirst()
                .map(texts::get)
                .orElse(null);
        faults.require(day != null, "/" + format.days().get(0) + ":missing");
        faults.require(!pupils.isEmpty(), "/" + format.pupil() + ":missing");
        faults.refuse();
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
}
