package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
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
    private final @Nullable CsvTable table;
    private final Set<String> absent;
    private final Set<String> never;
    private final Beside beside;
    private final @Nullable Function<byte[], byte[]> first;
    private final String digest;

    ReadMapping(
            ReadNode.Branch root,
            Received.Form form,
            @Nullable XmlRoot xml,
            @Nullable CsvTable table,
            Set<String> absent,
            Set<String> never,
            Beside beside,
            @Nullable Function<byte[], byte[]> first,
            String digest) {
        this.root = root;
        this.form = form;
        this.xml = xml;
        this.table = table;
        this.absent = absent;
        this.never = never;
        this.beside = beside;
        this.first = first;
        this.digest = digest;
    }

    /**
     * Reads a whole message or none of it. Of a table that is the first line and one row. Null and empty text count as absent, and so do the format's own words for
     * nothing. Of XML, only what the mapping asks for is ever kept.
     *
     * @throws org.sluis.canonical.Refused with the places of up to twenty things that are wrong: JSON pointers (RFC 6901),
     *     or the names of XML elements from the root on, or those of columns; its reason is the first of the catalogue among them, and what is
     *     wrong in another way carries its own code behind the place
     */
    public Reading read(byte[] message) {
        return read(message, null);
    }

    private Reading read(byte[] message, @Nullable List<String> places) {
        MessageReader reader = reader(places);
        JsonNode tree = tree(first == null ? message : first.apply(message), reader);
        if (tree != null) {
            if (!never.isEmpty()) {
                refuseNever(tree, reader);
            }
            root.read(tree, reader);
        }
        return reader.finish();
    }

    /**
     * The same, and where each element stood, for who tries a mapping.
     *
     * @param places in the order of the elements; of what is put together, where its parts stand
     */
    public record Placed(Reading reading, List<String> places) {}

    /** As {@link #read(byte[])}. */
    public Placed readPlaced(byte[] message) {
        List<String> places = new ArrayList<>();
        return new Placed(read(message, places), places);
    }

    /**
     * The message with what is said beside it, as {@link TranslateIn} does.
     *
     * @param oin the sender's organisation number, as the directory has it
     * @param name the sender's name, as the directory has it
     */
    public Elements withBeside(Elements message, @Nullable String oin, String name, Map<String, String> supplement) {
        return beside.with(message, new Beside.Sender(oin, name), supplement);
    }

    /**
     * The messages of a file, each as {@link #read} takes it: a table's rows, each under the first line. Nothing of a row
     * is looked at yet but where it begins and ends.
     *
     * @throws org.sluis.canonical.Refused where there is no telling which column is which, so that no row can be read: a
     *     text that is of no encoding the format declares, a quote that is never closed, a first line that is not the
     *     format's; and CONNECTOR_UNKNOWN for a format of which a file is one message
     */
    public List<CsvTable.Row> rows(byte[] file) {
        if (table == null) {
            throw new Refused(Reason.CONNECTOR_UNKNOWN);
        }
        return table.rows(file, reader(null));
    }

    /**
     * The text of such a file in UTF-8, for who records that it was refused whole.
     *
     * @throws org.sluis.canonical.Refused as {@link #rows}
     */
    public byte[] text(byte[] file) {
        return table == null ? file : table.text(file);
    }

    private MessageReader reader(@Nullable List<String> places) {
        return new MessageReader(absent, xml == null ? null : xml.name(), table != null, places);
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

    /** Null where it cannot be told what is where; the reader knows why. */
    private @Nullable JsonNode tree(byte[] message, MessageReader reader) {
        if (table != null) {
            return table.tree(message, reader);
        }
        if (xml != null) {
            return XmlTree.of(message, xml, root, reader);
        }
        return form == Received.Form.FORM ? StrictForm.tree(message) : StrictJson.tree(message);
    }

    /** The same for another format that a function turns into this one. */
    ReadMapping after(Function<byte[], byte[]> first, String digest) {
        return new ReadMapping(root, form, xml, table, absent, never, beside, first, digest);
    }

    /** Whether its messages are of the shape of its entries. */
    boolean direct() {
        return first == null;
    }

    /** What the bytes of a message are. */
    public Received.Form form() {
        return form;
    }

    /** The beginning of its documents; null where it is no XML. */
    @Nullable
    XmlRoot xml() {
        return xml;
    }

    /** SHA-256 of the mapping file, hexadecimal. */
    public String digest() {
        return digest;
    }

    ReadNode.Branch root() {
        return root;
    }
}
