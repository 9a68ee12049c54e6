package org.sluis.connector;

import java.util.SortedSet;

/**
 * A message in a recipient's format, built from elements alone.
 *
 * @param bytes the message, UTF-8
 * @param contentType its media type
 * @param elements the ids of the elements that went into it
 * @param mappingDigest SHA-256 of the mapping file it was built with, hexadecimal
 */
public record Rendered(byte[] bytes, String contentType, SortedSet<String> elements, String mappingDigest) {

    /** Whether it is XML; JSON otherwise. */
    boolean isXml() {
        return contentType.contains("xml");
    }

    /** Shows element ids only. */
    @Override
    public String toString() {
        return "Rendered" + elements;
    }
}
