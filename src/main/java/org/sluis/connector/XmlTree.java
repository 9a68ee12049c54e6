package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sluis.canonical.Reason;
import org.sluis.gate.StrictXml;

/**
 * Keeps of an XML document what its mapping asks for, and nothing else: a tree of the mapping's shape, as JSON would give
 * it. What is ignored is passed over event by event, however long, and never becomes a text. Comments have no effect;
 * CDATA, attributes, other namespaces and text among elements are refused where something is read.
 */
final class XmlTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** In place of what has not the form that the mapping expects: {@link ReadNode#read} refuses it where it stands. */
    private static final JsonNode NO_TEXT = NODES.objectNode();

    private static final JsonNode NO_OBJECT = NODES.booleanNode(false);

    private final XMLStreamReader xml;
    private final Set<String> namespaces;
    private final MessageReader message;

    private XmlTree(XMLStreamReader xml, Set<String> namespaces, MessageReader message) {
        this.xml = xml;
        this.namespaces = namespaces;
        this.message = message;
    }

    static JsonNode of(byte[] body, XmlRoot root, ReadNode.Branch mapping, MessageReader message) {
        return StrictXml.read(body, xml -> {
            while (!xml.isStartElement()) {
                xml.next();
            }
            return new XmlTree(xml, root.namespacesOf(xml), message).object(mapping);
        });
    }

    private JsonNode object(ReadNode.Branch mapping) throws XMLStreamException {
        attributes();
        ObjectNode object = NODES.objectNode();
        boolean text = false;
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                child(mapping, object);
            } else if (xml.isCharacters() || xml.getEventType() == XMLStreamConstants.CDATA) {
                text |= !xml.isWhiteSpace();
            }
        }
        return text ? NO_OBJECT : object;
    }

    private void child(ReadNode.Branch mapping, ObjectNode object) throws XMLStreamException {
        boolean ours = namespaces.contains(String.valueOf(xml.getNamespaceURI()));
        String name = ours ? xml.getLocalName() : "*";
        ReadNode node = mapping.fields().get(name);
        if (node == null) {
            message.refuse(Reason.ELEMENT_UNMAPPED, name);
            skip();
        } else if (node instanceof ReadNode.Ignored ignored) {
            skip();
            if (ignored.noticed()) {
                object.set(name, BooleanNode.TRUE);
            }
        } else if (node.repeats()) {
            message.down(name);
            message.down(Integer.toString(object.withArrayProperty(name).size()));
            object.withArrayProperty(name).add(value(node));
            message.up();
            message.up();
        } else if (object.has(name)) {
            message.refuse(Reason.DUPLICATE_KEY, name);
            skip();
        } else {
            message.down(name);
            object.set(name, value(node));
            message.up();
        }
    }

    private JsonNode value(ReadNode node) throws XMLStreamException {
        if (node instanceof ReadNode.Branch branch) {
            return object(branch);
        }
        if (node instanceof Part part) {
            return object(part.item());
        }
        return node instanceof ReadNode.Each each ? object(each.item()) : text();
    }

    private JsonNode text() throws XMLStreamException {
        attributes();
        StringBuilder text = new StringBuilder();
        boolean plain = true;
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                skip();
                plain = false;
            } else if (xml.isCharacters()) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            } else {
                plain &= xml.getEventType() != XMLStreamConstants.CDATA;
            }
        }
        return plain ? NODES.textNode(text.toString()) : NO_TEXT;
    }

    /** Says nothing about the content and is allowed: where a schema is to be found. It is not looked for. */
    private void attributes() {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            boolean schema = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(xml.getAttributeNamespace(i))
                    && "schemaLocation".equals(xml.getAttributeLocalName(i));
            if (!schema) {
                message.refuse(Reason.ELEMENT_UNMAPPED, "@" + xml.getAttributeLocalName(i));
            }
        }
    }

    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {} // neither kept nor looked at
            }
        }
    }
}
