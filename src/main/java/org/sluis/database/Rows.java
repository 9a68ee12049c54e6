package org.sluis.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * Statements with parameters, and the rows they give. Parameters: null, String, Boolean, Short, Integer, Long, UUID, LocalDate,
 * Instant (timestamptz), String[] (text[]), UUID[] (uuid[]), byte[] (bytea), byte[][] (bytea[]) and {@link Json} (jsonb);
 * anything else is refused.
 * Throws {@link SqlFailed} and {@link DatabaseUnavailable}.
 */
public final class Rows {
    private Rows() {}

    /** Reads one row. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** All rows of a SELECT, or of an INSERT, UPDATE or DELETE that ends in RETURNING. */
    public static <T> List<T> query(
            Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(mapper.map(rows));
            }
            return found;
        } catch (SQLException failure) {
            throw SqlFailed.of(failure);
        }
    }

    /**
     * The row, or empty.
     *
     * @throws IllegalStateException when there is more than one
     */
    public static <T> Optional<T> one(
            Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        List<T> found = query(connection, sql, mapper, parameters);
        if (found.size() > 1) {
            throw new IllegalStateException("one row expected, found " + found.size());
        }
        return found.stream().findFirst();
    }

    /** Runs an INSERT, UPDATE or DELETE and gives the number of rows it changed. */
    public static int update(Connection connection, String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw SqlFailed.of(failure);
        }
    }

    /** Runs the same statement with each of these parameters, sent together; the number of rows that each changed. */
    static int[] updates(Connection connection, String sql, List<@Nullable Object[]> parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] each : parameters) {
                bind(connection, statement, each);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException failure) {
            throw SqlFailed.of(failure);
        }
    }

    /** A {@code timestamptz} column that is not null, as an instant. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantIfAny(row, column), column);
    }

    /** A {@code timestamptz} column as an instant; null when the column is. */
    public static @Nullable Instant instantIfAny(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** A {@code text[]} column that is not null, as a list. */
    public static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object[] parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(connection, statement, parameters);
            return statement;
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, @Nullable Object[] parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, bindable(connection, parameters[i]));
        }
    }

    private static @Nullable Object bindable(Connection connection, @Nullable Object value) throws SQLException {
        if (value instanceof Instant at) {
            return at.atOffset(ZoneOffset.UTC);
        } else if (value instanceof String[] texts) {
            return connection.createArrayOf("text", texts);
        } else if (value instanceof UUID[] ids) {
            return connection.createArrayOf("uuid", ids);
        } else if (value instanceof byte[][] bytes) {
            return connection.createArrayOf("bytea", bytes);
        } else if (value instanceof Json json) {
            PGobject object = new PGobject();
            object.setType("jsonb");
            object.setValue(json.text());
            return object;
        } else if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof byte[]
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof UUID
                || value instanceof LocalDate) {
            return value;
        }
        throw new IllegalArgumentException("no SQL type for " + value.getClass().getName());
    }
}
