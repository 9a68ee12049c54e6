package org.sluis.policy.simulate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/**
 * What a controller's gateway decided on the messages that came in, from one moment until another, in pieces of which
 * several can be read at a time, each in a short transaction of its own.
 */
public final class Past {
    private static final int ROWS = 2000;
    private static final String RECORDED = " FROM decision WHERE tenant = ? AND step = 'accept' AND at >= ? AND at < ?";

    private final Transactions transactions;
    private final String tenant;
    private final Instant since;
    private final Instant until;

    public Past(Transactions transactions, String tenant, Instant since, Instant until) {
        this.transactions = transactions;
        this.tenant = tenant;
        this.since = since;
        this.until = until;
    }

    Instant since() {
        return since;
    }

    Instant until() {
        return until;
    }

    /** From one moment until another; rows of one moment lie in one piece. */
    record Piece(Instant from, Instant until) {}

    /** How many there are, whoever disclosed. */
    long count() {
        return transactions.within(tenant, connection -> Rows.query(
                        connection, "SELECT count(*)" + RECORDED, row -> row.getLong(1), tenant, since, until)
                .get(0));
    }

    /** All of it, in order. */
    List<Piece> pieces() {
        List<Instant> starts = transactions.within(
                tenant,
                connection -> Rows.query(
                        connection,
                        "SELECT DISTINCT at FROM (SELECT at, row_number() OVER (ORDER BY at) AS n" + RECORDED
                                + ") numbered WHERE n % " + ROWS + " = 1 ORDER BY at",
                        row -> Rows.instant(row, "at"),
                        tenant,
                        since,
                        until));
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            pieces.add(new Piece(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : until));
        }
        return pieces;
    }

    /** Counts a piece in. Gives how many rows it has. */
    int read(Piece piece, Tally into) {
        return transactions.within(tenant, connection -> Rows.query(
                        connection,
                        "SELECT disclosure, input, outcome, reason" + RECORDED,
                        row -> count(row, into),
                        tenant,
                        piece.from(),
                        piece.until())
                .size());
    }

    private static boolean count(ResultSet row, Tally into) throws SQLException {
        into.add(
                row.getObject("disclosure", UUID.class),
                row.getBytes("input"),
                row.getString("outcome"),
                row.getString("reason"));
        return true;
    }
}
