package org.sluis.demo;

/** A step of the story went otherwise than it should. */
public final class NotAsTold extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAsTold(String what) {
        super(what);
    }

    static void unless(boolean asTold, String expected, Object instead) {
        if (!asTold) {
            throw new NotAsTold("expected: " + expected + "; instead: " + instead);
        }
    }
}
