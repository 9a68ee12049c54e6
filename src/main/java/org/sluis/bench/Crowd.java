package org.sluis.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.postgresql.ds.PGSimpleDataSource;
import org.sluis.canonical.PartyId;
import org.sluis.database.Database;
import org.sluis.database.Rows;
import org.sluis.vault.Vault;

/**
 * Invented subjects of one school, each with two holders and six consents, two of which a question about {@link #PROVIDER}
 * turns on. Rows go in as they would by the recorders, through every constraint of the schema; ids are scattered as random
 * ones are, and the consents of one subject lie apart, as those of years do. No decision reads the log: its ids run on.
 */
final class Crowd {
    static final String TENANT = "bench";
    static final PartyId SCHOOL = new PartyId("bench-school");
    static final PartyId PROVIDER = new PartyId("bench-provider");
    private static final int BATCH = 10_000;

    private static final List<String> WHO = List.of("""
            INSERT INTO tenant (id, name) VALUES ('bench', 'A school board that does not exist')
            ON CONFLICT DO NOTHING""", """
            INSERT INTO party (tenant, id, kind, name) VALUES ('bench', 'bench-school', 'school', 'A school'),
                ('bench', 'bench-team', 'youth-team', 'A team'), ('bench', 'bench-other', 'youth-care-provider', 'Another'),
                ('bench', 'bench-provider', 'youth-care-provider', 'A provider') ON CONFLICT DO NOTHING""");

    /** Each from number ? to number ?: entry 0 of a subject registers it, 1 to 6 are its consents, 7 is its withdrawal. */
    private static final List<String> BATCHES = List.of("""
            INSERT INTO audit_event (tenant, id, at, kind, body, leaf)
            SELECT 'bench', id, timestamptz '2026-08-01 08:00Z', kind, body, sha256('\\x00'::bytea || body) FROM (
                SELECT lpad(to_hex(n * 8 + k), 32, '0')::uuid AS id, kind,
                    convert_to('{"kind":"' || kind || '","number":' || n || ',"subject":"' || md5('s' || n)
                        || '","tenant":"bench","commitment":"' || md5(kind || n) || md5(k || 'c' || n) || '"}', 'UTF8') AS body
                FROM generate_series(?, ?) n CROSS JOIN LATERAL (
                    SELECT k, CASE k WHEN 0 THEN 'subject-registered' WHEN 7 THEN 'consent-withdrawn'
                        ELSE 'consent-recorded' END AS kind
                    FROM generate_series(0, CASE WHEN n % 20 = 5 THEN 7 ELSE 6 END) k) each) entry""", """
            INSERT INTO holder (tenant, id, subject, local_id, local_mark, event)
            SELECT 'bench', md5(who || n)::uuid, md5('s' || n)::uuid, sha256(convert_to(who || n, 'UTF8')),
                sha256(convert_to(n || who, 'UTF8')), lpad(to_hex(n * 8), 32, '0')::uuid
            FROM generate_series(?, ?) n, unnest(ARRAY['m', 'f']) who""", """
            INSERT INTO holder_kind (tenant, holder, version, kind, event)
            SELECT 'bench', md5(who || n)::uuid, 1, '112', lpad(to_hex(n * 8), 32, '0')::uuid
            FROM generate_series(?, ?) n, unnest(ARRAY['m', 'f']) who""", """
            INSERT INTO authority_check (tenant, id, subject, state, source, checked_on, version, event)
            SELECT 'bench', md5('a' || n)::uuid, md5('s' || n)::uuid, 'established', 'school-registration', '2026-09-01', 1,
                lpad(to_hex(n * 8), 32, '0')::uuid FROM generate_series(?, ?) n""", """
            INSERT INTO consent (tenant, id, subject, grantor, holder, effect, purpose, recipient, categories, valid_from,
                valid_until, text_version, proof_verified, proof_by, proof_at, proof_digest, version, event)
            SELECT 'bench', md5(k || 'c' || n)::uuid, md5('s' || n)::uuid, 'holder',
                md5(CASE WHEN k % 2 = 1 THEN 'm' ELSE 'f' END || n)::uuid,
                CASE WHEN k = 4 AND n % 10 = 0 THEN 'refuse' ELSE 'grant' END,
                CASE WHEN k > 4 THEN 'signal' ELSE 'plan-coordination' END,
                CASE WHEN k > 4 THEN 'bench-team' WHEN k > 2 THEN 'bench-provider' ELSE 'bench-other' END,
                '{IDENT,SCHOOL,AUTHORITY,PLAN,GOAL,SUPPORT,VOICE}', '2026-08-01', '2027-08-01', 'v1', 'in-person',
                'employee-12', '2026-08-01 08:00Z', sha256(convert_to(k || 'p' || n, 'UTF8')), 1 + k,
                lpad(to_hex(n * 8 + k), 32, '0')::uuid
            FROM generate_series(1, 6) k CROSS JOIN LATERAL generate_series(? + 0 * k, ?) n""", """
            INSERT INTO consent_withdrawal (tenant, consent, withdrawn_at, withdrawn_by, event)
            SELECT 'bench', md5('4c' || n)::uuid, '2026-09-01 08:00Z', 'employee-12', lpad(to_hex(n * 8 + 7), 32, '0')::uuid
            FROM generate_series(?, ?) n WHERE n % 20 = 5""");

    /** Each walks over the subjects as a decision does, so that what it reads is in memory as after a day of work. */
    private static final List<String> WALKS = List.of("""
            SELECT count(a.state), count(k.kind) FROM subject s
            JOIN authority_check a ON a.tenant = s.tenant AND a.subject = s.id
            JOIN holder h ON h.tenant = s.tenant AND h.subject = s.id
            JOIN holder_kind k ON k.tenant = h.tenant AND k.holder = h.id
            WHERE s.tenant = 'bench' AND s.school = 'bench-school' """, """
            SELECT count(c.proof_digest), count(h.local_id), count(w.withdrawn_at) FROM subject s
            JOIN consent c ON c.tenant = s.tenant AND c.subject = s.id
            LEFT JOIN holder h ON h.tenant = c.tenant AND h.id = c.holder
            LEFT JOIN consent_withdrawal w ON w.tenant = c.tenant AND w.consent = c.id
            WHERE s.tenant = 'bench' AND s.school = 'bench-school' """);

    private static final List<String> READ = List.of(
            "subject",
            "subject_key",
            "holder",
            "holder_kind",
            "authority_check",
            "consent",
            "consent_withdrawal",
            "subject_fact",
            "consent_text");

    private final PGSimpleDataSource owner = new PGSimpleDataSource();
    private final Pupils pupils;

    Crowd(Database database, Vault vault) {
        this.pupils = new Pupils(vault);
        owner.setUrl(database.own().url());
        owner.setUser(database.own().owner().user());
        owner.setPassword(database.own().owner().password());
        owner.setCurrentSchema("sluis");
    }

    /** Whether both holders of this subject said yes, and stayed with it. */
    static boolean agreed(long number) {
        return number % 10 != 0 && number % 20 != 5;
    }

    /** How many subjects are still to be loaded. */
    long missing(long subjects) throws SQLException {
        try (Connection connection = owner.getConnection()) {
            long missing = 0;
            for (long first : firsts(subjects)) {
                missing += pupils.there(connection, first) ? 0 : last(first, subjects) - first + 1;
            }
            return missing;
        }
    }

    /**
     * Loads subjects 1 to {@code subjects}, batch by batch, on so many connections; a batch that is there is left alone.
     *
     * @param loaded is told how many a batch added
     */
    void load(long subjects, int workers, LongConsumer loaded) throws SQLException, InterruptedException {
        try (Connection connection = owner.getConnection()) {
            for (String each : WHO) {
                Rows.update(connection, each);
            }
        }
        List<Long> firsts = firsts(subjects);
        Workers.each(workers, worker -> {
            try (Connection connection = owner.getConnection()) {
                connection.setAutoCommit(false);
                for (int i = worker; i < firsts.size(); i += workers) {
                    long first = firsts.get(i);
                    if (!pupils.there(connection, first)) {
                        long last = last(first, subjects);
                        Rows.update(connection, BATCHES.get(0), first, last);
                        pupils.load(connection, first, last);
                        for (String each : BATCHES.subList(1, BATCHES.size())) {
                            Rows.update(connection, each, first, last);
                        }
                        connection.commit();
                        loaded.accept(last(first, subjects) - first + 1);
                    }
                }
                connection.rollback();
            }
            return 0;
        });
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE) " + String.join(", ", READ));
        }
    }

    /** Reads the whole register once, row by row through its indexes. */
    void warm() throws InterruptedException {
        Workers.each(WALKS.size(), walk -> {
            try (Connection connection = owner.getConnection();
                    Statement statement = connection.createStatement()) {
                for (String way : List.of("seqscan", "bitmapscan", "hashjoin", "mergejoin")) {
                    statement.execute("SET enable_" + way + " = off");
                }
                return statement.execute(WALKS.get(walk));
            }
        });
    }

    /** How often each table that a decision reads was read from end to end since the server began to count. */
    TreeMap<String, Long> scans() throws SQLException {
        TreeMap<String, Long> scans = new TreeMap<>();
        try (Connection connection = owner.getConnection()) {
            for (String table : READ) {
                scans.put(
                        table,
                        Rows.query(
                                        connection,
                                        "SELECT seq_scan FROM pg_stat_user_tables WHERE schemaname = 'sluis' AND relname = ?",
                                        row -> row.getLong("seq_scan"),
                                        table)
                                .get(0));
            }
        }
        return scans;
    }

    private static List<Long> firsts(long subjects) {
        List<Long> firsts = new ArrayList<>();
        for (long first = 1; first <= subjects; first += BATCH) {
            firsts.add(first);
        }
        return firsts;
    }

    private static long last(long first, long subjects) {
        return Math.min(first + BATCH - 1, subjects);
    }
}
