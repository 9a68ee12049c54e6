package org.sluis.client;

import java.io.IOException;

/** Nothing was asked or answered: what is wrong, where, and what to do. */
public final class Trouble extends IOException {
    private static final long serialVersionUID = 1L;

    public Trouble(String what, String todo) {
        super(what + ". " + todo);
    }
}
