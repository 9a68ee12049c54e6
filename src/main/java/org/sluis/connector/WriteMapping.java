package org.sluis.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * How one format is written from elements. The message consists of the template's constants and of values of elements
 * that the template names; it never sees what came in. The same elements give the same bytes.
 */
public final class WriteMapping {
    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    private final WriteNode template;
    private final @Nullable XmlOut xml;
    private final Slots slots;
    private final List<Integer> required;
    private final String contentType;
    private final String digest;

    WriteMapping(
            WriteNode template,
            @Nullable XmlOut xml,
            Slots slots,
            List<Integer> required,
            String contentType,
            String digest) {
        this.template = template;
        this.xml = xml;
        this.slots = slots;
        this.required = List.copyOf(required);
        this.contentType = contentType;
        this.digest = digest;
    }

    /**
     * Writes the message.
     *
     * @throws Refused with {@link Reason#RECIPIENT_PROFILE_NOT_MET} and element ids, where one that the recipient
     *     requires is absent, or one that the template names has no place in what is left: never half a message
     */
    public Rendered render(Elements elements) {
        MessageWriter message = new MessageWriter(slots, elements);
        refuse(message.absent(required));
        JsonNode tree = template.write(message);
        refuse(message.lost());
        if (tree == null) {
            throw new Refused(Reason.RECIPIENT_PROFILE_NOT_MET);
        }
        try {
            byte[] bytes = xml == null ? JSON.writeValueAsBytes(tree) : xml.write(tree);
            return new Rendered(bytes, contentType, message.written(), digest);
        } catch (JsonProcessingException impossible) {
            // Without the cause: its message can quote what was being written.
            throw new IllegalStateException("a tree could not be written as JSON");
        }
    }

    /** The media type of what it writes. */
    public String contentType() {
        return contentType;
    }

    /** SHA-256 of the mapping file, hexadecimal. */
    public String digest() {
        return digest;
    }

    /** The ids of the elements that the template has a place for; nothing else can be in what it writes. */
    public SortedSet<String> elements() {
        SortedSet<String> ids = new TreeSet<>();
        IntStream.range(0, slots.size())
                .forEach(slot -> ids.add(slots.element(slot).id()));
        return ids;
    }

    private static void refuse(SortedSet<String> ids) {
        if (!ids.isEmpty()) {
            throw new Refused(Reason.RECIPIENT_PROFILE_NOT_MET, List.copyOf(ids), Set.of());
        }
    }
}
