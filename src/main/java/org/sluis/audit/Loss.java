package org.sluis.audit;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.database.Rows;

/** Which entries are gone or changed, as far as what is left can tell: for whoever reads why the gateway did not start. */
final class Loss {
    private static final int MOST_NAMED = 8;

    private final Connection connection;
    private final Function<String, Optional<Checkpoint>> signed;

    /** @param signed opens a note that the log's keys signed */
    Loss(Connection connection, Function<String, Optional<Checkpoint>> signed) {
        this.connection = connection;
        this.signed = signed;
    }

    /** @param covered the size of the largest checkpoint that the log should contain */
    LogRolledBack explain(LogRolledBack found, long covered) {
        List<Span> missing = missing(covered);
        List<String> changed = changed();
        List<String> told = new ArrayList<>();
        long from = found.from();
        if (!missing.isEmpty()) {
            long count = missing.stream().mapToLong(Span::size).sum();
            told.add("missing: " + count + " of " + covered + ", index " + named(missing));
        }
        if (!changed.isEmpty()) {
            told.add("changed: " + changed.size() + ", index " + named(changed));
        }
        Fitting fitting = fitting();
        if (missing.isEmpty() && changed.isEmpty()) {
            from = Math.max(from, fitting.last());
            told.add("changed: among index " + new Span(from, Math.max(from, fitting.misfit(covered) - 1)));
        }
        told.add("the last checkpoint that fits covers " + fitting.last() + at(fitting.last()));
        String waiting = waiting();
        if (!waiting.isEmpty()) {
            told.add("in the database without a place, and so perhaps among them: " + waiting);
        }
        return new LogRolledBack(from, found.what() + "; " + String.join("; ", told));
    }

    private record Span(long first, long last) {
        long size() {
            return last - first + 1;
        }

        @Override
        public String toString() {
            return first == last ? "" + first : first + " to " + last;
        }
    }

    private List<Span> missing(long covered) {
        return Rows.query(connection, """
                SELECT index + 1 AS first, next - 1 AS last
                FROM (SELECT index, lead(index, 1, ?) OVER (ORDER BY index) AS next
                      FROM (SELECT -1::bigint AS index UNION ALL
                            SELECT s.index
                            FROM audit_sequence s JOIN audit_event e ON e.id = s.event AND e.tenant = s.tenant) AS there
                     ) AS pair
                WHERE next > index + 1 ORDER BY first""", row -> new Span(row.getLong("first"), row.getLong("last")), covered);
    }

    private List<String> changed() {
        return Rows.query(connection, """
                SELECT s.index, e.kind
                FROM audit_sequence s JOIN audit_event e ON e.id = s.event AND e.tenant = s.tenant
                WHERE e.leaf <> sha256('\\x00'::bytea || e.body) ORDER BY s.index""", row -> row.getLong("index") + " (" + row.getString("kind") + ")");
    }

    private String waiting() {
        return Rows.query(connection, """
                SELECT e.kind, count(*) AS events FROM audit_event e
                WHERE NOT EXISTS (SELECT FROM audit_sequence s WHERE s.event = e.id) GROUP BY e.kind ORDER BY e.kind""", row -> row.getLong("events") + " " + row.getString("kind")).stream()
                .collect(Collectors.joining(", "));
    }

    private static String named(List<?> all) {
        String first = all.stream().limit(MOST_NAMED).map(Object::toString).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMED ? first + " and " + (all.size() - MOST_NAMED) + " more" : first;
    }

    /**
     * What the checkpoints in the database say of the entries there.
     *
     * @param last the largest that fits, below the first that does not
     * @param first the first that does not; -1 where all fit
     */
    private record Fitting(long last, long first) {
        long misfit(long otherwise) {
            return first < 0 ? otherwise : first;
        }
    }

    /** A checkpoint counts only with its signature, which is looked at for as few as possible. */
    private Fitting fitting() {
        MerkleTree tree = new MerkleTree();
        List<Long> fit = new ArrayList<>();
        long misfit = -1;
        List<SequenceRows.Placed> page = SequenceRows.placed(connection, 0);
        while (!page.isEmpty() && misfit < 0) {
            List<Kept> kept = kept(tree.size(), tree.size() + page.size());
            int next = 0;
            for (SequenceRows.Placed placed : page) {
                if (placed.index() != tree.size()) {
                    return new Fitting(newestSigned(fit), misfit);
                }
                tree.append(placed.leaf());
                if (misfit < 0 && next < kept.size() && kept.get(next).size() == tree.size()) {
                    Kept checkpoint = kept.get(next++);
                    if (Arrays.equals(checkpoint.root(), tree.root())) {
                        fit.add(tree.size());
                    } else if (note(tree.size()).flatMap(signed).isPresent()) {
                        misfit = tree.size();
                    }
                }
            }
            page = SequenceRows.placed(connection, tree.size());
        }
        return new Fitting(newestSigned(fit), misfit);
    }

    private record Kept(long size, byte[] root) {}

    private List<Kept> kept(long above, long upTo) {
        return Rows.query(
                connection,
                "SELECT size, root FROM audit_checkpoint WHERE size > ? AND size <= ? ORDER BY size",
                row -> new Kept(row.getLong("size"), row.getBytes("root")),
                above,
                upTo);
    }

    private long newestSigned(List<Long> fit) {
        for (int i = fit.size() - 1; i >= 0; i--) {
            if (note(fit.get(i)).flatMap(signed).isPresent()) {
                return fit.get(i);
            }
        }
        return 0;
    }

    private Optional<String> note(long size) {
        return Rows.one(
                connection, "SELECT note FROM audit_checkpoint WHERE size = ?", row -> row.getString("note"), size);
    }

    private String at(long size) {
        return Rows.one(
                        connection,
                        "SELECT at FROM audit_checkpoint WHERE size = ?",
                        row -> " entries, and is of " + Rows.instant(row, "at"),
                        size)
                .orElse(" entries");
    }
}
