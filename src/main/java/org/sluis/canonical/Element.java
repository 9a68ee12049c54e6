package org.sluis.canonical;

/**
 * One value of one element.
 *
 * @param id the element's id in the dictionary
 * @param position which repeat of its group, from 0; always 0 where the element does not repeat
 * @param value in the canonical form of its type
 */
public record Element(String id, int position, String value) {

    /** Shows where, never what. */
    @Override
    public String toString() {
        return id + "[" + position + "]";
    }
}
