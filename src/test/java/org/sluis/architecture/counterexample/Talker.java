package org.sluis.architecture.counterexample;

import java.util.logging.Logger;

/** Speaks outside the structured log. */
final class Talker {
    void talk() {
        System.out.println("out");
        System.err.println("err");
        Logger.getLogger("x").info("jul");
    }
}
