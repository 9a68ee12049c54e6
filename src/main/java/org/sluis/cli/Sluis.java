package org.sluis.cli;

/** The command line. */
public final class Sluis {
    private Sluis() {}

    public static void main(String[] args) {
        System.exit(0);
    }
}
