package org.sluis.gate;

import java.io.ByteArrayInputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
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
    private static final String JDK_LIMIT = "http://www.oracle.com/xml/jaxp/properties/";
    private static final String JDK_ATTRIBUTES_EXCEEDED = "\nMessage: JAXP00010002";
    private static final String JDK_NAME_EXCEEDED = "\nMessage: JAXP00010005";

    private XmlGate() {}

    /** What to read from the events; what is left of them is looked at afterwards. */
    interface Reading<T extends @Nullable Object> {
        T from(XMLStreamReader events) throws XMLStreamException;
    }

    static void check(byte[] utf8) {
        read(utf8, events -> true);
    }

    /** Reads strict UTF-8 as one XML document within the limits, to its end, or refuses with a place. */
    static <T extends @Nullable Object> T read(byte[] utf8, Reading<T> reading) {
        new XmlBytes(utf8).check();
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(utf8), "UTF-8");
            try {
                StrictEvents events = new StrictEvents(reader);
                T read = reading.from(events);
                while (events.hasNext()) {
                    events.next(); // each event is judged as it is read
                }
                return read;
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
        factory.setProperty(JDK_LIMIT + "elementAttributeLimit", String.valueOf(StrictEvents.MAX_ATTRIBUTES));
        factory.setProperty(JDK_LIMIT + "maxElementDepth", String.valueOf(StrictEvents.MAX_DEPTH + 1));
        return factory;
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

    static Refused refused(Reason reason, @Nullable Location location) {
        return location == null || location.getLineNumber() < 1
                ? new Refused(reason)
                : new Refused(reason, Utf8.place(location.getLineNumber(), location.getColumnNumber()));
    }
}
