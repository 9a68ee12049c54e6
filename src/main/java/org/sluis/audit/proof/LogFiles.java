package org.sluis.audit.proof;

import org.jspecify.annotations.Nullable;

/** The files of an exported log, wherever they are. A file that cannot be read is not there. */
public interface LogFiles {
    /** More than the largest file of the format has bytes: nobody need read further. */
    int MOST = 256 * (2 + 65_535) + 1;

    /** @return at most the first {@link #MOST} bytes; null where there is no such file */
    byte @Nullable [] read(String name);

    /** The width of the widest partial tile of this name; 0 where there is none or nobody can tell. */
    default int widest(String tile) {
        return 0;
    }

    /** How many files there are under {@code tile}; -1 where nobody can tell. */
    default long tiles() {
        return -1;
    }
}
