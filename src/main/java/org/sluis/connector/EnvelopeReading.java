package org.sluis.connector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Refused;
import org.sluis.gate.StrictXml;

/** What an answer repeats of the message that it answers: who sent it, to whom, under which number. */
record EnvelopeReading(XmlRoot root, Map<String, ReadPath> places) {
    private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~]{0,38}[!-~])?");

    /** What stands there by name; null where it is no such message, or says one of them not at all, twice or oddly. */
    @Nullable
    Map<String, String> read(byte[] message) {
        try {
            return StrictXml.read(message, this::found).orElse(null);
        } catch (Refused notEvenReadable) {
            return null;
        }
    }

    private Optional<Map<String, String>> found(XMLStreamReader xml) throws XMLStreamException {
        while (!xml.isStartElement()) {
            xml.next();
        }
        Set<String> namespaces = root.namespacesOf(xml);
        Map<List<String>, StringBuilder> texts = new HashMap<>();
        List<String> at = new ArrayList<>();
        boolean twice = false;
        for (int depth = 1; depth > 0; ) {
            xml.next();
            if (xml.isStartElement()) {
                depth++;
                at.add(namespaces.contains(String.valueOf(xml.getNamespaceURI())) ? xml.getLocalName() : "");
                twice |= asked(at) && texts.put(List.copyOf(at), new StringBuilder()) != null;
            } else if (xml.isEndElement()) {
                depth--;
                if (depth > 0) {
                    at.remove(at.size() - 1);
                }
            } else if (xml.isCharacters()) {
                StringBuilder text = texts.get(at);
                if (text != null) {
                    text.append(xml.getText());
                }
            }
        }
        Map<String, String> found = new HashMap<>();
        places.forEach((name, path) -> {
            String text = String.valueOf(texts.getOrDefault(path.steps(), new StringBuilder()))
                    .strip();
            if (VALUE.matcher(text).matches()) {
                found.put(name, text);
            }
        });
        return twice || found.size() < places.size() ? Optional.empty() : Optional.of(found);
    }

    private boolean asked(List<String> at) {
        return places.values().stream().anyMatch(path -> path.steps().equals(at));
    }
}
