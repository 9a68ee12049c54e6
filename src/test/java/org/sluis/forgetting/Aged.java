package org.sluis.forgetting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.InclusionProofs;
import org.sluis.audit.Ledger;
import org.sluis.consent.Register;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.party.person.Officers;

/** A town in which every period is over at once: the owner of the tables took the floor out of the database. */
final class Aged {
    private final Officers officers;
    private final Map<EventKind, RetentionLaw.Term> over = new EnumMap<>(EventKind.class);

    Aged(Officers officers) {
        this.officers = officers;
        officers.asOwner("CREATE OR REPLACE FUNCTION sluis.retention_floor() RETURNS interval LANGUAGE sql IMMUTABLE"
                + " AS $$ SELECT interval '0' $$");
        RetentionLaw.load(Path.of("consent-policies/law/nl"))
                .terms()
                .keySet()
                .forEach(kind -> over.put(kind, new RetentionLaw.Term(Period.ZERO, "none")));
    }

    Retention retention() {
        return new Retention(
                transactions(),
                officers.gateway.bean(Ledger.class),
                officers.gateway.bean(KeyFolder.class),
                Clock.systemUTC(),
                new RetentionLaw(over, Period.ofDays(30), "none"));
    }

    Transactions transactions() {
        return officers.gateway.bean(Transactions.class);
    }

    <T> T within(Function<Connection, T> work) {
        return transactions().within(Officers.TENANT, work::apply);
    }

    UUID subject(String localId) {
        return within(connection -> officers.gateway
                .bean(Register.class)
                .subject(connection, officers.caller("linde-1"), localId)
                .orElseThrow());
    }

    UUID recorded(EventKind kind, @Nullable UUID subject) {
        return recorded(kind, subject, 1);
    }

    /** So many alike. Gives the first. */
    UUID recorded(EventKind kind, @Nullable UUID subject, int count) {
        Event event =
                Event.of(kind, Officers.TENANT, Instant.now()).about(subject).committing("file", new byte[] {0});
        return officers.gateway.bean(Ledger.class).alone(Officers.TENANT, session -> session.record(
                        Collections.nCopies(count, event))
                .get(0)
                .entry());
    }

    /** Of which entries there still is what makes them personal. */
    List<String> kinds(UUID subject) {
        return strings("SELECT e.kind FROM audit_erasable x JOIN audit_event e ON e.id = x.event"
                + " WHERE x.subject = '" + subject + "' ORDER BY 1");
    }

    /** No kind that the file says to be about nobody is about somebody. */
    void demandPeriods() {
        assertThat(strings("SELECT DISTINCT e.kind FROM audit_erasable x JOIN audit_event e ON e.id = x.event"))
                .hasSizeGreaterThan(5)
                .isSubsetOf(over.keySet().stream().map(EventKind::code).toList());
    }

    boolean kept(UUID entry) {
        return count("audit_erasable", "event = '" + entry + "'") == 1;
    }

    long count(String table, String where) {
        return Long.parseLong(strings("SELECT count(*)::text FROM " + table + " WHERE " + where)
                .get(0));
    }

    UUID entry(String disclosure, String kind) {
        return UUID.fromString(strings("SELECT id::text FROM audit_event WHERE disclosure = '" + disclosure
                        + "' AND kind = '" + kind + "'")
                .get(0));
    }

    /** By which entry a row came. */
    UUID entryOf(String table, String where) {
        return UUID.fromString(
                strings("SELECT event::text FROM " + table + " WHERE " + where).get(0));
    }

    byte[] input(UUID entry) {
        return strings("SELECT input FROM decision WHERE event = '" + entry + "'")
                .get(0)
                .getBytes(UTF_8);
    }

    /** Every entry about somebody. */
    List<InclusionProofs.Placed> placed(UUID subject) {
        covered();
        return within(connection -> Rows.query(
                connection,
                "SELECT s.index, e.leaf FROM audit_erasable x JOIN audit_event e ON e.id = x.event"
                        + " JOIN audit_sequence s ON s.event = e.id WHERE x.subject = ?",
                row -> new InclusionProofs.Placed(row.getLong("index"), row.getBytes("leaf")),
                subject));
    }

    private List<String> strings(String sql) {
        return within(connection -> Rows.query(connection, sql, row -> row.getString(1)));
    }

    /** Until a checkpoint covers all there is. */
    void covered() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (transactions()
                .across(connection -> Rows.query(
                        connection,
                        "SELECT (SELECT count(*) FROM audit_event)"
                                + " > (SELECT coalesce(max(size), 0) FROM audit_checkpoint)",
                        row -> row.getBoolean(1)))
                .get(0)) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Proposed by one officer, approved by the other, and carried out. */
    void agreed(String path, String localId, String reason, String then) {
        JsonNode proposal = officers.proposed(officers.gateway.post(
                "linde-1", path, "{\"subject\":\"" + localId + "\",\"reason\":\"" + reason + "\"}"));
        Officers.inForce(
                officers.approve("linde-2", proposal, Officers.signed(proposal, officers.second, officers.secondKey)));
        assertThat(officers.gateway
                        .post("linde-1", path + "/" + proposal.path("proposal").asText() + then, "")
                        .statusCode())
                .isEqualTo(204);
    }
}
