package org.sluis.gate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * Limits and well-formedness, before any parser that builds something: see {@code docs/threat-model.md} T25, T26, T28 and
 * T33. What passes is at most {@link #MAX_BODY_BYTES} bytes of strict UTF-8 that are one JSON object, one XML document
 * without DOCTYPE, one form or one table, and costs later steps no more than a stated depth, count and length of everything in it. Keeps nothing
 * and is safe to share.
 */
public final class Gate {
    /** The longest body in bytes; a door reads one byte more at most, so that too much can be told apart. */
    public static final int MAX_BODY_BYTES = 2 * 1024 * 1024;

    /** The media type of a table (RFC 4180, 3). */
    public static final String CSV = "text/csv";

    /** A gate that has looked at a document of each form already, so that no sender waits for its classes to load. */
    public static Gate warm() {
        Gate gate = new Gate();
        JsonGate.check("{\"a\":[1.5e3,\"b\",true,null]}".getBytes(StandardCharsets.UTF_8));
        XmlGate.check("<a b=\"c\">d</a>".getBytes(StandardCharsets.UTF_8));
        return gate;
    }

    /** The form of the body, once everything about its shape has been found in order. */
    Received.Form check(Arrival arrival) {
        refuseEncoding(arrival.contentEncoding());
        Received.Form form = form(arrival.contentType());
        byte[] body = arrival.body();
        if (body.length == 0) {
            throw new Refused(Reason.BODY_EMPTY);
        }
        refuseTooLarge(body);
        if (form != Received.Form.CSV) { // a table may begin with a byte order mark
            Utf8.check(body);
        }
        switch (form) {
            case CSV -> {
                var unused = StrictCsv.lines(body);
            }
            case JSON -> JsonGate.check(body);
            case XML -> XmlGate.check(body);
            case FORM -> {
                var unused = StrictForm.tree(body);
            }
        }
        return form;
    }

    static void refuseTooLarge(byte[] body) {
        if (body.length > MAX_BODY_BYTES) {
            throw new Refused(Reason.BODY_TOO_LARGE);
        }
    }

    private static void refuseEncoding(String encoding) {
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            throw new Refused(Reason.CONTENT_ENCODING_REFUSED);
        }
    }

    private static Received.Form form(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (!type.matches("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")) { // RFC 6838, 4.2
            throw new Refused(Reason.CONTENT_TYPE_UNKNOWN);
        }
        if (type.equals("application/json") || type.endsWith("+json")) {
            return Received.Form.JSON;
        }
        if (type.equals("application/xml") || type.equals("text/xml") || type.endsWith("+xml")) {
            return Received.Form.XML;
        }
        if (type.equals("application/x-www-form-urlencoded")) {
            return Received.Form.FORM;
        }
        if (type.equals(CSV)) {
            return Received.Form.CSV;
        }
        throw new Refused(Reason.CONTENT_TYPE_UNKNOWN);
    }
}
