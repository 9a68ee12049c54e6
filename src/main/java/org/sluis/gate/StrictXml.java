package org.sluis.gate;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * The one way to XML events: the limits of the {@link Gate} hold for each of them while it is read, and nothing is kept
 * that the reader does not ask for. There is no DTD, no entity but the five of XML, and nothing is fetched.
 */
public final class StrictXml {
    private StrictXml() {}

    /** What to read from the events, which are asked for with {@code next()} alone. */
    public interface Reading<T> {
        T from(XMLStreamReader events) throws XMLStreamException;
    }

    /**
     * Reads one document, to its end.
     *
     * @throws Refused with a line and column where it is empty, over a limit, not strict UTF-8 or not well-formed
     */
    public static <T> T read(byte[] body, Reading<T> reading) {
        if (body.length == 0) {
            throw new Refused(Reason.BODY_EMPTY);
        }
        Gate.refuseTooLarge(body);
        Utf8.check(body);
        return XmlGate.read(body, reading::from);
    }
}
