package org.sluis.gate;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * XML 1.0 with namespaces, event by event: nothing is built and nothing is fetched. A DOCTYPE is refused, so that no
 * entity but the five of XML exists; so are processing instructions, XInclude and any encoding but UTF-8.
 */
final class XmlGate {
    static final int MAX_DEPTH = 64;
    static final int MAX_ATTRIBUTES = 32;
    static final int MAX_NODES = 50_000;
    static final int MAX_NAME = 256;
    /** Different names in one document: a parser's table of names can be made slow by names chosen to collide. */
    static final int MAX_NAMES = 2_000;

    private static final String JDK_LIMIT = "http://www.oracle.com/xml/jaxp/properties/";
    private static final String JDK_ATTRIBUTES_EXCEEDED = "\nMessage: JAXP00010002";
    private static final String JDK_NAME_EXCEEDED = "\nMessage: JAXP00010005";
    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";

    private final XMLStreamReader reader;
    private final Set<String> names = new HashSet<>();
    private int depth;
    private int nodes;

    private XmlGate(XMLStreamReader reader) {
        this.reader = reader;
    }

    static void check(byte[] utf8) {
        new XmlBytes(utf8).check();
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(utf8), "UTF-8");
            try {
                new XmlGate(reader).run();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException wrong) {
            throw refused(wrong);
        }
    }

    /** The JDK's own parser, whatever else the classpath holds; one for each document, so that nothing is shared. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty("http://java.sun.com/xml/stream/properties/report-cdata-event", true);
        factory.setProperty(JDK_LIMIT + "elementAttributeLimit", String.valueOf(MAX_ATTRIBUTES));
        factory.setProperty(JDK_LIMIT + "maxElementDepth", String.valueOf(MAX_DEPTH + 1));
        return factory;
    }

    private void run() throws XMLStreamException {
        String encoding = reader.getCharacterEncodingScheme();
        require(encoding == null || encoding.equalsIgnoreCase("UTF-8"), Reason.NOT_UTF8);
        require(!"1.1".equals(reader.getVersion()), Reason.NOT_WELL_FORMED);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> startElement();
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.COMMENT, XMLStreamConstants.CDATA -> count(1);
                case XMLStreamConstants.DTD -> throw refused(Reason.DOCTYPE_REFUSED);
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> throw refused(Reason.PROCESSING_INSTRUCTION_REFUSED);
                case XMLStreamConstants.ENTITY_REFERENCE -> throw refused(Reason.NOT_WELL_FORMED);
                default -> {} // text is bounded by the body
            }
        }
    }

    private void startElement() {
        depth++;
        require(depth <= MAX_DEPTH, Reason.TOO_DEEP);
        int attributes = reader.getAttributeCount();
        int namespaces = reader.getNamespaceCount();
        require(attributes + namespaces <= MAX_ATTRIBUTES, Reason.TOO_MANY_NODES);
        count(1 + attributes + namespaces);
        require(!XINCLUDE.equals(reader.getNamespaceURI()), Reason.ELEMENT_UNMAPPED);
        name(reader.getLocalName());
        name(reader.getPrefix());
        for (int i = 0; i < attributes; i++) {
            name(reader.getAttributeLocalName(i));
        }
        for (int i = 0; i < namespaces; i++) {
            name(reader.getNamespacePrefix(i));
        }
    }

    private void count(int more) {
        nodes += more;
        require(nodes <= MAX_NODES, Reason.TOO_MANY_NODES);
    }

    private void name(@Nullable String name) {
        if (name != null) {
            require(name.length() <= MAX_NAME, Reason.TEXT_TOO_LONG);
            names.add(name);
            require(names.size() <= MAX_NAMES, Reason.TOO_MANY_NODES);
        }
    }

    private void require(boolean holds, Reason otherwise) {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    private Refused refused(Reason reason) {
        return refused(reason, reader.getLocation());
    }

    private static Refused refused(XMLStreamException wrong) {
        String message = String.valueOf(wrong.getMessage());
        Reason reason = Reason.NOT_WELL_FORMED;
        if (message.contains(JDK_ATTRIBUTES_EXCEEDED)) {
            reason = Reason.TOO_MANY_NODES;
        } else if (message.contains(JDK_NAME_EXCEEDED)) {
            reason = Reason.TEXT_TOO_LONG;
        }
        return refused(reason, wrong.getLocation());
    }

    private static Refused refused(Reason reason, @Nullable Location location) {
        return location == null || location.getLineNumber() < 1
                ? new Refused(reason)
                : new Refused(reason, Utf8.place(location.getLineNumber(), location.getColumnNumber()));
    }
}
