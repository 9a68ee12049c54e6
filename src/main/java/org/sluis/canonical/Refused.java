package org.sluis.canonical;

import java.util.List;
import java.util.Set;

/**
 * The one failure family: nothing was sent, for this reason. Carries positions in the sender's own message (pointers,
 * element ids, line and column), never a value of it. Anything thrown that is not a {@code Refused} is a bug and becomes
 * {@link Reason#DISCLOSURE_FAILED}.
 */
public class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<String> where;
    private final transient Set<String> rows;

    public Refused(Reason reason, String... where) {
        this(reason, List.of(where), Set.of());
    }

    /**
     * @param where positions of what is wrong, in the sender's terms, never values
     * @param rows ids of the policy rules and law rows that led here
     */
    public Refused(Reason reason, List<String> where, Set<String> rows) {
        super(reason.code(), null, false, false);
        this.reason = reason;
        this.where = List.copyOf(where);
        this.rows = Set.copyOf(rows);
    }

    public Reason reason() {
        return reason;
    }

    /** Positions, never values; empty where the whole message is meant. */
    public List<String> where() {
        return where;
    }

    /** Ids of the rules and law rows behind it, for the log; not told to the sender where they would reveal who refused. */
    public Set<String> rows() {
        return rows;
    }
}
