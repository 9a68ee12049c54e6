package org.sluis.freetext;

/**
 * Where something was found and of what kind; never what.
 *
 * @param element the element's id in the dictionary
 * @param index which repeat of its group, from 0
 * @param from the first UTF-16 code unit of the passage, counted from 0 in the element's text
 * @param to the first one behind it
 * @param kind the id of the kind, of {@code kinds.yaml}
 */
public record Finding(String element, int index, int from, int to, String kind) {

    /** The element and its repeat, as {@code goal.description[1]}. */
    public String place() {
        return element + "[" + index + "]";
    }

    /** As senders are told, {@code goal.description[1] 23-32: bsn}. */
    @Override
    public String toString() {
        return place() + " " + from + "-" + to + ": " + kind;
    }
}
