package org.sluis.audit;

/** The log in the database does not contain what was signed before: a backup was restored over it, or entries were changed. */
public final class LogRolledBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long from;
    private final String what;

    LogRolledBack(long from, String what) {
        super("the log was rolled back or changed: from index " + from + " on entries are missing or changed (" + what
                + "); see docs/audit-log.md");
        this.from = from;
        this.what = what;
    }

    String what() {
        return what;
    }

    /** The first index that may be missing or changed. */
    public long from() {
        return from;
    }
}
