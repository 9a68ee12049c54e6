package org.sluis.audit.reading;

import java.time.Instant;

/** Rows of a log as if so many disclosures had been, three entries each, a pupil having a hundred and fifty entries. */
public final class Crowded {
    private Crowded() {}

    /** Statements for the owner of the tables; for how fast and by which way something is found, not for what. */
    static String sql(String tenant, int size, Instant until) {
        return events(tenant, 1, size, size, 1, until) + """
                INSERT INTO audit_sequence (index, tenant, event)
                SELECT 1000 + n, '%1$s', md5(n::text || 'entry')::uuid
                FROM generate_series(1, %2$d) n;
                ANALYZE audit_event, audit_sequence, audit_erasable;
                """.formatted(tenant, size);
    }

    /**
     * The same without a place in the log, for a sequencer to give.
     *
     * @param first of these
     * @param last of these
     * @param size how many there are to be in all
     * @param seconds from one to the next
     * @param until when the last of all was
     */
    public static String events(String tenant, int first, int last, int size, int seconds, Instant until) {
        return """
                SET search_path = sluis;
                INSERT INTO audit_event (tenant, id, at, kind, disclosure, body, leaf)
                SELECT '%1$s', md5(n::text || 'entry')::uuid,
                    '%3$s'::timestamptz - make_interval(secs => (%2$d - n) * %4$d), kind, disclosure,
                    body, sha256('\\x00'::bytea || body)
                FROM (SELECT n, (md5((n / 3)::text))::uuid AS disclosure,
                    (ARRAY['disclosure-released', 'delivery-cleared', 'delivery-succeeded'])[n %% 3 + 1] AS kind
                    FROM generate_series(%5$d, %6$d) n) made CROSS JOIN LATERAL (SELECT
                    convert_to(format('{"at":"2026-03-02T11:00:00.123456Z","commitments":{"decision":"%%1$s","payload":"%%1$s",'
                        '"trace":"%%1$s"},"facts":{"client":"klasboek","disclosure":"%%2$s","engine":"3","law":"%%1$s",'
                        '"policy":"%%1$s","purpose":"plan-coordination","recipient":"de-brug","rows":["nl-R01"],'
                        '"sender":"de-linde"},"id":"%%4$s","kind":"%%3$s","subject":"%%1$s","tenant":"%1$s","v":1}',
                        encode(sha256(n::text::bytea), 'hex'), disclosure, kind, md5(n::text || 'entry')::uuid), 'UTF8')
                    AS body) written;
                INSERT INTO audit_erasable (tenant, subject, event)
                SELECT '%1$s', md5((n / 3 %% greatest(%2$d / 150, 1))::text || 'pupil')::uuid,
                    md5(n::text || 'entry')::uuid
                FROM generate_series(%5$d, %6$d) n;
                """.formatted(tenant, size, until, seconds, first, last);
    }
}
