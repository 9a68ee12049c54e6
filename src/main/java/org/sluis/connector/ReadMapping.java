package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import org.sluis.gate.StrictJson;

/**
 * How one format is read into elements. Every leaf of a message has an entry in the mapping file or is listed there as
 * ignored; a message with anything else in it is refused.
 */
public final class ReadMapping {
    private final ReadNode.Branch root;
    private final String digest;

    ReadMapping(ReadNode.Branch root, String digest) {
        this.root = root;
        this.digest = digest;
    }

    /**
     * Reads a whole message or none of it. Null and empty text count as absent.
     *
     * @throws org.sluis.canonical.Refused with the JSON pointers (RFC 6901) of up to twenty things that are wrong; its
     *     reason is the first of the catalogue among them, and what is wrong in another way carries its own code behind
     *     the pointer
     */
    public Reading read(byte[] message) {
        return read(StrictJson.tree(message));
    }

    Reading read(JsonNode message) {
        MessageReader reader = new MessageReader();
        root.read(message, reader);
        return reader.finish();
    }

    /** SHA-256 of the mapping file, hexadecimal. */
    public String digest() {
        return digest;
    }

    ReadNode.Branch root() {
        return root;
    }
}
