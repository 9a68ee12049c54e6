package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * Writes what a template came to as XML (1.0, UTF-8): a name is an element, {@code @name} an attribute, {@code #} the text of what
 * has attributes, a list the same element several times. All namespaces stand on the root.
 */
final class XmlOut {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
    private static final Pattern NAME = Pattern.compile("(?:([a-z][a-z0-9]*):)?[A-Za-z_][A-Za-z0-9_.-]*");

    private final Map<String, String> namespaces;

    private XmlOut(Map<String, String> namespaces) {
        this.namespaces = namespaces;
    }

    /** @throws IllegalArgumentException with file and line, for a template that is no XML document */
    static XmlOut of(@Nullable MappingSource namespaces, MappingSource template) {
        Map<String, String> known = new LinkedHashMap<>();
        if (namespaces != null) {
            namespaces.fields().forEach((prefix, uri) -> known.put(prefix, uri.text()));
        }
        if (!template.isMap() || template.fields().size() != 1) {
            throw template.wrong("a document has one root; write one name here, and everything under it");
        }
        XmlOut out = new XmlOut(known);
        out.check(template);
        return out;
    }

    private void check(MappingSource source) {
        if (source.isList()) {
            source.items().forEach(this::check);
        } else if (source.isMap()) {
            source.fields().forEach((name, value) -> {
                if (!name.startsWith("$")) {
                    checkName(name, value);
                }
                if (!name.startsWith("$") || name.equals("$then") || name.equals("$as")) {
                    check(value);
                }
            });
        }
    }

    private void checkName(String name, MappingSource at) {
        if (name.equals("#")) {
            return;
        }
        var matcher = NAME.matcher(name.startsWith("@") ? name.substring(1) : name);
        if (!matcher.matches()) {
            throw at.wrong("'" + name + "' is not the name of an element; write name, prefix:name, \"@name\" or \"#\"");
        }
        if (matcher.group(1) != null && !namespaces.containsKey(matcher.group(1))) {
            throw at.wrong("no namespace has the prefix '" + matcher.group(1) + "'; write it under namespaces:");
        }
    }

    /** @throws Refused RECIPIENT_PROFILE_NOT_MET for a text that XML has no characters for: never half a message */
    byte[] write(JsonNode tree) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            String root = tree.fieldNames().next();
            element(xml, root, tree.path(root), true);
            xml.writeEndDocument();
            xml.close();
            return bytes.toByteArray();
        } catch (XMLStreamException impossible) {
            // Without the cause: its message can quote what was being written.
            throw new IllegalStateException("a tree could not be written as XML");
        }
    }

    private void element(XMLStreamWriter xml, String name, JsonNode value, boolean root) throws XMLStreamException {
        if (value.isArray()) {
            for (JsonNode each : value) {
                element(xml, name, each, false);
            }
            return;
        }
        int colon = name.indexOf(':');
        String prefix = colon < 0 ? "" : name.substring(0, colon);
        xml.writeStartElement(prefix, name.substring(colon + 1), namespaces.getOrDefault(prefix, ""));
        if (root) {
            for (Map.Entry<String, String> each : namespaces.entrySet()) {
                xml.writeNamespace(each.getKey(), each.getValue());
            }
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                if (field.getKey().startsWith("@")) {
                    xml.writeAttribute(field.getKey().substring(1), text(field.getValue()));
                }
            }
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                if (field.getKey().equals("#")) {
                    xml.writeCharacters(text(field.getValue()));
                } else if (!field.getKey().startsWith("@")) {
                    element(xml, field.getKey(), field.getValue(), false);
                }
            }
        } else {
            xml.writeCharacters(text(value));
        }
        xml.writeEndElement();
    }

    private static String text(JsonNode value) {
        String text = value.asText();
        if (text.codePoints()
                .anyMatch(c -> c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF)) {
            throw new Refused(Reason.RECIPIENT_PROFILE_NOT_MET);
        }
        return text;
    }
}
