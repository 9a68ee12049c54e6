package org.sluis.gate;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * The header {@code Sluis-Supplement: element=text, …}, the text as percent-encoded UTF-8 (RFC 3986, 2.1): what a sender
 * says beside a message whose format has no place for it. Which elements a format lets in is its mapping's to say.
 */
public final class Supplement {
    /** Also the place that a refusal names. */
    public static final String HEADER = "Sluis-Supplement";

    private static final Pattern ENTRY =
            Pattern.compile("\\s*([a-zA-Z]{1,40}\\.[a-zA-Z0-9]{1,40})=([A-Za-z0-9._~%-]{1,12000})\\s*");
    private static final Pattern ESCAPES = Pattern.compile("[^%]*+(?:%[0-9A-Fa-f]{2}[^%]*+)*+");

    private Supplement() {}

    /**
     * The values by element.
     *
     * @throws Refused with {@link Reason#ELEMENT_NOT_VALID}, or {@link Reason#DUPLICATE_KEY} for an element given twice
     */
    public static Map<String, String> parse(Collection<String> headers) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String header : headers) {
            for (String entry : header.split(",", -1)) {
                Matcher matcher = ENTRY.matcher(entry);
                if (!matcher.matches() || !ESCAPES.matcher(matcher.group(2)).matches()) {
                    throw new Refused(Reason.ELEMENT_NOT_VALID, HEADER);
                }
                if (values.putIfAbsent(matcher.group(1), decoded(matcher.group(2))) != null) {
                    throw new Refused(Reason.DUPLICATE_KEY, HEADER);
                }
            }
        }
        return values;
    }

    /** The header's value that says this: the other way round. */
    public static String header(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "="
                                + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)
                                        .replace("+", "%20")
                                        .replace("*", "%2A"))
                        .collect(Collectors.joining(", "));
    }

    private static String decoded(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) text.charAt(i));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Refused(Reason.ELEMENT_NOT_VALID, HEADER);
        }
    }
}
