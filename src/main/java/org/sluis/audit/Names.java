package org.sluis.audit;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sluis.audit.BreakRows.Break;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.keys.KeyFolder;

/**
 * The names that the log had and has. Each break gave it another one; the configuration must say the newest, so that
 * nobody with the database alone can break it off.
 *
 * @param breaks oldest first
 */
record Names(List<Break> breaks, String origin) {

    /** @throws IllegalStateException when the configured name is not the newest */
    static Names read(Connection connection, String origin) {
        List<Break> breaks = BreakRows.all(connection);
        if (!breaks.isEmpty() && !breaks.get(breaks.size() - 1).origin().equals(origin)) {
            throw new IllegalStateException("the log was broken off: sluis.log.origin has to be "
                    + breaks.get(breaks.size() - 1).origin() + ", if two persons did so; see docs/audit-log.md");
        }
        return new Names(breaks, origin);
    }

    /** The verifier keys, under every name. */
    List<String> keys(KeyFolder keys) {
        List<String> all = new ArrayList<>(LogKeys.published(keys, origin));
        breaks.forEach(each -> all.addAll(LogKeys.published(keys, each.old().origin())));
        return all;
    }

    /**
     * Of the checkpoints outside, those that the log must contain: of an older name, what was left when that was broken off.
     *
     * @throws LogRolledBack where one covers what the break did not account for
     */
    List<String> expected(List<String> notes) {
        return notes.stream().filter(this::expected).toList();
    }

    private boolean expected(String note) {
        Checkpoint known = Checkpoint.read(note).orElse(null);
        for (Break each : breaks) {
            if (known != null && known.origin().equals(each.old().origin()) && known.size() > each.first()) {
                boolean accounted = known.size() < each.old().size()
                        || known.size() == each.old().size()
                                && Arrays.equals(known.root(), each.old().root());
                if (!accounted) {
                    throw new LogRolledBack(
                            each.first(),
                            "a checkpoint of " + known.origin() + " covers " + known.size()
                                    + " entries; when it was broken off, it covered "
                                    + each.old().size());
                }
                return false;
            }
        }
        return true;
    }
}
