package org.sluis.freetext;

/** Looks for one sort of thing in a text, in time linear in its length. */
interface Detector {
    void look(Text text, Known known, Passages found);
}
