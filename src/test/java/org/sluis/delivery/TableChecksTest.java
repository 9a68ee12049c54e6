package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;

/**
 * What the tables themselves refuse of a recall, of an answer that is awaited and of an escalation, whoever writes it. Each change is
 * refused by one check, and goes through where that check is not there.
 */
class TableChecksTest {
    private static final Pattern CHECK = Pattern.compile("violates check constraint \"([^\"]+)\"");
    /** Of which row, what would be wrong, and the change: what is set, or how many and between whom. */
    private static final String CHANGES = """
            recall     | a recall of nothing                       | recalls = '{}'
            recall     | a recall that asks for something else     | recall_what = 'return'
            recall     | a recall that does not say what it asks   | recall_what = NULL
            recall     | a recall for no reason                    | recall_because = NULL
            recall     | an answer that is none                    | recall_answer = 'gone', recall_answered_at = now()
            recall     | an answer of no moment                    | recall_answer = 'done'
            recall     | a moment of no answer                     | recall_answered_at = now()
            disclosure | an answer to what is no recall            | recall_answer = 'done', recall_answered_at = now()
            disclosure | a disclosure without a decision           | decision = NULL
            disclosure | a disclosure without a mapping            | mapping_digest = NULL
            recall     | a recall with a decision                  | decision = '{}'
            recall     | a recall with a key                       | key_epoch = 'x'
            recall     | a recall at another time than the real one | shifted_to = now()
            recall     | a recall with a payload                   | ciphertext = 'x', wrapped_key = 'x'
            disclosure | what waits without its payload            | ciphertext = NULL, wrapped_key = NULL
            disclosure | what ended with its payload               | state = 'delivered'
            disclosure | a payload without its key                 | wrapped_key = NULL, state = 'stopped'
            disclosure | a reply that is none                      | reply = 'late', reply_by = now()
            recall     | a reply to a recall                       | reply = 'expected'
            disclosure | overdue since never                       | reply = 'overdue', reply_by = NULL
            disclosure | escalated since never                     | reply = 'escalated', reply_by = NULL
            escalation | an escalation of nothing                  | 0, '{de-linde}'
            escalation | an escalation about nobody                | 1, '{}'
            """;

    @Test
    void eachCheckAloneRefusesWhatItIsFor() throws SQLException {
        TestGateway gateway = new TestGateway("sluis.delivery.workers=0");
        try (gateway) {
            accept(gateway);
        }
        try (Connection owner = DriverManager.getConnection(
                        setting(gateway, "URL"), setting(gateway, "OWNER_USER"), setting(gateway, "OWNER_PASSWORD"));
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("SET search_path TO sluis");
            // The one that was accepted first becomes a recall, as a withdrawal leaves one.
            statement.execute("UPDATE outbox SET recalls = ARRAY[gen_random_uuid()], recall_what = 'erase',"
                    + " recall_because = gen_random_uuid(), decision = NULL, mapping_digest = NULL,"
                    + " pseudonym_epoch = NULL, key_epoch = NULL, ciphertext = NULL, wrapped_key = NULL WHERE disclosure ="
                    + " (SELECT disclosure FROM outbox ORDER BY accepted_at, disclosure LIMIT 1)");
            owner.commit();
            Set<String> tried = new TreeSet<>();
            for (String line : CHANGES.lines().toList()) {
                String[] parts = line.split("\\|");
                tried.add(refusal(owner, statement, parts[1].strip(), sql(parts[0].strip(), parts[2].strip())));
            }
            assertThat(tried).isEqualTo(checks(statement));
        }
    }

    private static void accept(TestGateway gateway) {
        TestTown town = new TestTown(gateway);
        town.childWithBothParentsConsent("checked");
        for (String message : new String[] {"checked-1", "checked-2"}) {
            var answer = gateway.post(
                    "de-linde-direct", "/v1/doors/rest-json/plan-coordination/de-brug", town.plan("checked", message));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }
    }

    private static String sql(String row, String change) {
        return row.equals("escalation")
                ? "INSERT INTO escalation (tenant, agreement, at, next_at, event, count, parties)"
                        + " SELECT tenant, 'waterlee', now(), now(), id, " + change
                        + " FROM audit_event WHERE tenant = 'waterlee-scholen' LIMIT 1"
                : "UPDATE outbox SET " + change + " WHERE (recalls IS NULL) = " + row.equals("disclosure");
    }

    /** The table and the name of the one check that refuses it. */
    private static String refusal(Connection owner, Statement statement, String what, String change)
            throws SQLException {
        try {
            Savepoint before = owner.setSavepoint();
            String check = refusedBy(statement, change);
            assertThat(check).as(what).isNotEmpty();
            owner.rollback(before);
            String table = change.contains("escalation") ? "escalation" : "outbox";
            statement.execute("ALTER TABLE " + table + " DROP CONSTRAINT " + check);
            assertThat(refusedBy(statement, change)).as(what + ": " + check).isEmpty();
            return table + " " + check;
        } finally {
            owner.rollback();
        }
    }

    /** Empty where it goes through. */
    private static String refusedBy(Statement statement, String change) throws SQLException {
        try {
            assertThat(statement.executeUpdate(change)).as(change).isEqualTo(1);
            return "";
        } catch (SQLException refused) {
            Matcher named = CHECK.matcher(refused.getMessage());
            assertThat(named.find()).as(change + ": " + refused.getSQLState()).isTrue();
            return named.group(1);
        }
    }

    /** All that there are of recalls, replies and escalations. */
    private static Set<String> checks(Statement statement) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (var found = statement.executeQuery("SELECT conrelid::regclass || ' ' || conname FROM pg_constraint"
                + " WHERE contype = 'c' AND (conrelid = 'escalation'::regclass"
                + " OR conrelid = 'outbox'::regclass AND pg_get_constraintdef(oid) ~ 'recall|reply')")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    private static String setting(TestGateway gateway, String name) {
        String option = "--SLUIS_DB_" + name + "=";
        return gateway.arguments().stream()
                .filter(each -> each.startsWith(option))
                .findFirst()
                .orElseThrow()
                .substring(option.length());
    }
}
