package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.gate.Received;
import org.sluis.gate.StrictForm;
import org.sluis.gate.StrictJson;

/**
 * How one format is read into elements. Every leaf of a message has an entry in the mapping file or is listed there as
 * ignored; a message with anything else in it is refused.
 */
public final class ReadMapping {
    private final ReadNode.Branch root;
    private final Received.Form form;
    private final @Nullable XmlRoot xml;
    private final Set<String> absent;
    private final Set<String> never;
    private final Beside beside;
    private final @Nullable Function<byte[], byte[]> first;
    private final String digest;

    ReadMapping(
            ReadNode.Branch root,
            Received.Form form,
            @Nullable XmlRoot xml,
            Set<String> absent,
            Set<String> never,
            Beside beside,
            @Nullable Function<byte[], byte[]> first,
            String digest) {
        this.root = root;
        this.form = form;
        this.xml = xml;
        this.absent = absent;
        this.never = never;
        this.beside = beside;
        this.first = first;
        this.digest = digest;
    }

    /**
     * Reads a whole message or none of it. Null and empty text count as absent, and so do the format's own words for
     * nothing. Of XML, only what the mapping asks for is ever kept.
     *
     * @throws org.sluis.canonical.Refused with the places of up to twenty things that are wrong: JSON pointers (RFC 6901),
     *     or the names of XML elements from the root on; its reason is the first of the catalogue among them, and what is
     *     wrong in another way carries its own code behind the place
     */
    public Reading read(byte[] message) {
        MessageReader reader = new MessageReader(absent, xml == null ? null : xml.name());
        JsonNode tree = tree(first == null ? message : first.apply(message), reader);
        if (!never.isEmpty()) {
            refuseNever(tree, reader);
        }
        root.read(tree, reader);
        return reader.finish();
    }

    /** Wherever it stands, in what is read over too. */
    private void refuseNever(JsonNode json, MessageReader reader) {
        Iterator<String> names = json.fieldNames();
        int index = 0;
        for (JsonNode child : json) {
            String name = json.isObject() ? names.next() : Integer.toString(index++);
            reader.down(name);
            if (json.isObject() && never.contains(name)) {
                reader.refuse(Reason.ELEMENT_UNMAPPED);
            }
            if (child.isContainerNode()) {
                refuseNever(child, reader);
            }
            reader.up();
        }
    }

    private JsonNode tree(byte[] message, MessageReader reader) {
        if (xml != null) {
            return XmlTree.of(message, xml, root, reader);
        }
        return form == Received.Form.FORM ? StrictForm.tree(message) : StrictJson.tree(message);
    }

    /** The same for another format that a function turns into this one. */
    ReadMapping after(Function<byte[], byte[]> first, String digest) {
        return new ReadMapping(root, form, xml, absent, never, beside, first, digest);
    }

    /** Whether its messages are of the shape of its entries. */
    boolean direct() {
        return first == null;
    }

    /** What the bytes of a message are. */
    public Received.Form form() {
        return form;
    }

    /** SHA-256 of the mapping file, hexadecimal. */
    public String digest() {
        return digest;
    }

    ReadNode.Branch root() {
        return root;
    }

    Beside beside() {
        return beside;
    }
}
