package org.sluis.gate;

import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** Judges each event as it is read, so that one set of limits serves the gate and whoever reads a document. */
final class StrictEvents extends StreamReaderDelegate {
    static final int MAX_DEPTH = 64;
    static final int MAX_ATTRIBUTES = 32;
    static final int MAX_NODES = 50_000;
    static final int MAX_NAME = 256;
    /** Different names in one document: a parser's table of names can be made slow by names chosen to collide. */
    static final int MAX_NAMES = 2_000;

    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";

    private final Set<String> names = new HashSet<>();
    private int depth;
    private int nodes;

    StrictEvents(XMLStreamReader reader) {
        super(reader);
        String encoding = reader.getCharacterEncodingScheme();
        require(encoding == null || encoding.equalsIgnoreCase("UTF-8"), Reason.NOT_UTF8);
        require(!"1.1".equals(reader.getVersion()), Reason.NOT_WELL_FORMED);
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> startElement();
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.COMMENT, XMLStreamConstants.CDATA -> count(1);
            case XMLStreamConstants.DTD -> throw refused(Reason.DOCTYPE_REFUSED);
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> throw refused(Reason.PROCESSING_INSTRUCTION_REFUSED);
            case XMLStreamConstants.ENTITY_REFERENCE -> throw refused(Reason.NOT_WELL_FORMED);
            default -> {} // text is bounded by the body
        }
        return event;
    }

    private void startElement() {
        depth++;
        require(depth <= MAX_DEPTH, Reason.TOO_DEEP);
        int attributes = getAttributeCount();
        int namespaces = getNamespaceCount();
        require(attributes + namespaces <= MAX_ATTRIBUTES, Reason.TOO_MANY_NODES);
        count(1 + attributes + namespaces);
        require(!XINCLUDE.equals(getNamespaceURI()), Reason.ELEMENT_UNMAPPED);
        name(getLocalName());
        name(getPrefix());
        for (int i = 0; i < attributes; i++) {
            name(getAttributeLocalName(i));
        }
        for (int i = 0; i < namespaces; i++) {
            name(getNamespacePrefix(i));
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
        return XmlGate.refused(reason, getLocation());
    }
}
