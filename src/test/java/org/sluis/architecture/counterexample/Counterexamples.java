package org.sluis.architecture.counterexample;

/** Finds a counter-example by its short name; a wrong name fails the test that asks. */
public final class Counterexamples {
    private Counterexamples() {}

    public static Class<?> named(String name) {
        try {
            return Class.forName(Counterexamples.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
