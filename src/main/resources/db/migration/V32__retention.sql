-- What makes an entry of the log personal goes when its period is over: its salts, the way to it from a subject, and the rows beside
-- it. The periods are data beside the law; what never goes by them, and that nothing goes early, is said here.
CREATE TABLE removal (
    tenant      text        NOT NULL,
    event       uuid        NOT NULL,                             -- no entry, no removal
    wrap_epoch  text        NOT NULL,                              -- complete once neither key is there any more
    index_epoch text        NOT NULL,
    at          timestamptz NOT NULL DEFAULT statement_timestamp(),
    PRIMARY KEY (tenant, event),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- The last day on which it was done.
CREATE TABLE retention_day (
    tenant text PRIMARY KEY REFERENCES tenant,
    day    date NOT NULL
);

ALTER TABLE removal       ENABLE ROW LEVEL SECURITY;
ALTER TABLE retention_day ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON removal
    USING (tenant = current_setting('sluis.tenant', true) OR current_setting('sluis.tenant', true) = '*')
    WITH CHECK (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON retention_day USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT ON removal TO sluis_app;
GRANT INSERT (tenant, event, wrap_epoch, index_epoch) ON removal TO sluis_app;
GRANT SELECT, INSERT, UPDATE (day) ON retention_day TO sluis_app;

-- Only by what erases, and by what is past its period.
REVOKE DELETE ON audit_erasable, decision FROM sluis_app;

-- Who has what a correction is about, and whether they heard of it: whatever was cleared counts as had, only what arrived as heard.
CREATE FUNCTION correction_recipient(controller text, which uuid)
    RETURNS TABLE (recipient text, purpose text, had uuid[], heard text) LANGUAGE sql STABLE AS $$
    SELECT r.recipient, r.purpose, array_agg(DISTINCT r.disclosure) FILTER (WHERE r.at <= c.at),
        CASE WHEN EXISTS (SELECT FROM correction_told t WHERE t.tenant = c.tenant AND t.correction = c.id
                AND t.recipient = r.recipient) THEN 'told'
            WHEN c.what = 'rectified' AND bool_or(r.at > c.at AND r.arrived) THEN 'delivered'
            ELSE 'open' END
    FROM correction c CROSS JOIN LATERAL (
        SELECT e.disclosure, e.at, e.facts ->> 'recipient' AS recipient, e.facts ->> 'purpose' AS purpose,
            EXISTS (SELECT FROM audit_event d WHERE d.tenant = e.tenant AND d.disclosure = e.disclosure
                AND d.kind = 'delivery-succeeded') AS arrived
        FROM (SELECT v.tenant, v.disclosure, v.at, convert_from(v.body, 'UTF8')::jsonb -> 'facts' AS facts
            FROM audit_erasable s JOIN audit_event v ON v.tenant = s.tenant AND v.id = s.event
            WHERE s.tenant = c.tenant AND s.subject = c.subject AND v.kind = 'disclosure-released') e
        WHERE e.facts ->> 'sender' = c.school AND jsonb_exists_any(e.facts -> 'released', c.elements)
            AND EXISTS (SELECT FROM audit_event x WHERE x.tenant = e.tenant AND x.disclosure = e.disclosure
                AND x.kind = 'delivery-cleared')) r
    WHERE c.tenant = controller AND c.id = which
    GROUP BY c.tenant, c.id, c.at, c.what, r.recipient, r.purpose HAVING bool_or(r.at <= c.at)
$$;
GRANT EXECUTE ON FUNCTION correction_recipient TO sluis_app;
CREATE INDEX correction_of_subject ON correction (tenant, subject);

-- Nothing that is younger goes, whoever asks for it.
CREATE FUNCTION retention_floor() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '365 days' $$;
GRANT EXECUTE ON FUNCTION retention_floor TO sluis_app;

-- An entry's id begins with its moment (RFC 9562, version 7): what is old is found without going through the log. Older ones' does not.
CREATE INDEX audit_erasable_not_by_time ON audit_erasable (tenant, event) WHERE substring(event::text FROM 15 FOR 1) <> '7';
CREATE STATISTICS audit_erasable_by_time ON (substring(event::text FROM 15 FOR 1)) FROM audit_erasable; -- or nobody takes the index
CREATE FUNCTION first_id_after(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint + 1), 12, '0') || repeat('0', 20))::uuid
$$;
GRANT EXECUTE ON FUNCTION first_id_after TO sluis_app;

-- Whether something about this subject may not go yet, whatever it is.
CREATE FUNCTION retention_held(controller text, who uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM legal_hold h WHERE h.tenant = controller AND h.subject = who AND h.lifted_event IS NULL)
        OR EXISTS (SELECT FROM correction c CROSS JOIN LATERAL correction_recipient(c.tenant, c.id) r
            WHERE c.tenant = controller AND c.subject = who AND r.heard = 'open')
$$;
GRANT EXECUTE ON FUNCTION retention_held TO sluis_app;

-- A no does not run out. A newer word of the same person about the same takes the place of either.
CREATE FUNCTION consent_in_force(controller text, recorded uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM consent c WHERE c.tenant = controller AND c.event = recorded
        AND (c.effect = 'refuse' OR c.valid_until >= current_date)
        AND NOT EXISTS (SELECT FROM consent_withdrawal w WHERE w.tenant = c.tenant AND w.consent = c.id)
        AND NOT EXISTS (SELECT FROM consent n WHERE n.tenant = c.tenant AND n.subject = c.subject AND n.version > c.version
            AND (n.grantor, n.holder, n.purpose, n.recipient, n.recipient_kind)
                IS NOT DISTINCT FROM (c.grantor, c.holder, c.purpose, c.recipient, c.recipient_kind)))
$$;
GRANT EXECUTE ON FUNCTION consent_in_force TO sluis_app;

-- What is left of entries from before a moment, in the order of ids, so many of those after one.
CREATE FUNCTION retention_old(controller text, before timestamptz, after uuid, most bigint)
    RETURNS TABLE (event uuid, subject uuid) LANGUAGE sql STABLE AS $$
    (SELECT x.event, x.subject FROM audit_erasable x
        WHERE x.tenant = controller AND x.event > after AND x.event < first_id_after(before) ORDER BY x.event LIMIT most)
    UNION ALL
    (SELECT x.event, x.subject FROM audit_erasable x WHERE x.tenant = controller AND x.event > after
        AND x.event >= first_id_after(before) AND substring(x.event::text FROM 15 FOR 1) <> '7' ORDER BY x.event LIMIT most)
    ORDER BY event LIMIT most
$$;
GRANT EXECUTE ON FUNCTION retention_old TO sluis_app;

-- Those of them that are of these kinds, but for what waits, is in force or is held.
CREATE FUNCTION retention_due(controller text, kinds text[], before timestamptz, after uuid, most bigint)
    RETURNS TABLE (event uuid, kind text, at timestamptz, subject uuid, disclosure uuid) LANGUAGE sql STABLE AS $$
    SELECT e.id, e.kind, e.at, e.subject, e.disclosure
    FROM (SELECT v.tenant, v.id, v.kind, v.at, x.subject, v.disclosure
        FROM retention_old(controller, before, after, most) x
        JOIN audit_event v ON v.tenant = controller AND v.id = x.event
        WHERE v.kind = ANY (kinds) AND v.at < before
        OFFSET 0) e                                               -- what is old is looked up first; the rest is asked of that alone
    WHERE NOT (e.subject IS NOT NULL AND retention_held(e.tenant, e.subject))
        AND NOT EXISTS (SELECT FROM outbox o WHERE o.tenant = e.tenant AND o.disclosure = e.disclosure
            AND (o.state IN ('waiting', 'sending', 'parked')
                OR EXISTS (SELECT FROM notification n WHERE n.tenant = o.tenant AND n.disclosure = o.disclosure)))
        AND (CASE e.kind
            WHEN 'subject-registered' THEN
                EXISTS (SELECT FROM subject s WHERE s.tenant = e.tenant AND s.id = e.subject AND s.event = e.id)
                OR EXISTS (SELECT FROM holder h WHERE h.tenant = e.tenant AND h.subject = e.subject AND (h.event = e.id
                    OR e.id = (SELECT k.event FROM holder_kind k WHERE k.tenant = h.tenant AND k.holder = h.id
                        ORDER BY k.version DESC LIMIT 1)))
            WHEN 'authority-recorded' THEN e.id = (SELECT a.event FROM authority_check a
                WHERE a.tenant = e.tenant AND a.subject = e.subject ORDER BY a.version DESC LIMIT 1)
            WHEN 'fact-recorded' THEN EXISTS (SELECT FROM subject_fact f WHERE f.tenant = e.tenant AND f.event = e.id
                AND (f.valid_until IS NULL OR f.valid_until >= current_date)
                AND NOT EXISTS (SELECT FROM subject_fact n WHERE n.tenant = f.tenant AND n.subject = f.subject AND n.word = f.word
                    AND n.version > f.version AND (n.holder, n.purpose, n.recipient)
                        IS NOT DISTINCT FROM (f.holder, f.purpose, f.recipient)))
            WHEN 'consent-recorded' THEN consent_in_force(e.tenant, e.id)
            WHEN 'consent-refusal-recorded' THEN consent_in_force(e.tenant, e.id)
            WHEN 'consent-asked' THEN EXISTS (SELECT FROM consent_request r WHERE r.tenant = e.tenant AND r.event = e.id
                AND r.valid_until >= current_date)
            WHEN 'consent-answered' THEN EXISTS (SELECT FROM answered_form f
                JOIN consent_invitation i ON i.tenant = f.tenant AND i.id = f.invitation
                JOIN consent_request r ON r.tenant = i.tenant AND r.id = i.request
                WHERE f.tenant = e.tenant AND f.event = e.id AND r.valid_until >= current_date)
            WHEN 'answer-code-made' THEN EXISTS (SELECT FROM answer_code c WHERE c.tenant = e.tenant AND c.event = e.id
                AND c.until > clock_timestamp())
            WHEN 'consents-imported' THEN
                EXISTS (SELECT FROM legal_hold h WHERE h.tenant = e.tenant AND h.lifted_event IS NULL)
            WHEN 'warning-given' THEN EXISTS (SELECT FROM warning w WHERE w.tenant = e.tenant AND w.event = e.id
                AND (EXISTS (SELECT FROM notification n WHERE n.tenant = w.tenant AND n.warning = w.id)
                    OR w.withdrawn IS NULL AND EXISTS (SELECT FROM birthday b WHERE b.tenant = w.tenant
                        AND b.subject = w.subject AND b.mark = w.birthday AND b.passed IS NULL)))
            WHEN 'emergency-opened' THEN EXISTS (SELECT FROM emergency m WHERE m.tenant = e.tenant AND m.event = e.id
                AND NOT EXISTS (SELECT FROM emergency_review r WHERE r.tenant = m.tenant AND r.emergency = m.id))
            WHEN 'person-registered' THEN EXISTS (SELECT FROM person p
                JOIN person_role r ON r.tenant = p.tenant AND r.person = p.id
                WHERE p.tenant = e.tenant AND p.event = e.id AND r.valid_until >= clock_timestamp())
            ELSE false END) IS NOT TRUE
$$;
GRANT EXECUTE ON FUNCTION retention_due TO sluis_app;

-- Removes what is due of at most so many rows as a transaction should hold, the oldest first, from an id on; nothing that somebody else
-- is at. Says of how many entries of which kinds (entries), how many rows of which tables, and after which id to go on; nothing
-- where nothing is left.
CREATE FUNCTION apply_retention(controller text, kinds text[], before timestamptz, after uuid)
    RETURNS TABLE (entries boolean, name text, gone bigint, last uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = sluis, pg_temp AS $$
DECLARE
    most CONSTANT integer := 1000;
    seen uuid[];
    due bigint;
    past uuid[];
    free uuid[];
    sent uuid[];
    each text[];
BEGIN
    IF controller IS DISTINCT FROM current_setting('sluis.tenant', true)
        OR (before <= clock_timestamp() - retention_floor()) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'nothing goes so early' USING ERRCODE = 'insufficient_privilege';
    END IF;
    last := after;
    LOOP
        seen := ARRAY(SELECT o.event FROM retention_old(controller, before, last, most) o ORDER BY o.event);
        IF cardinality(seen) = 0 THEN
            RETURN;
        END IF;
        -- As many rows as each entry may have beside it: what became of a disclosure goes with it, who was told with a correction.
        SELECT count(*), coalesce(array_agg(w.event ORDER BY w.event) FILTER (WHERE w.upto <= most OR w.nth = 1), '{}')
            INTO due, past
            FROM (SELECT d.event, sum(4 + CASE d.kind
                    WHEN 'disclosure-released' THEN
                        (SELECT count(*) FROM attempt a WHERE a.tenant = controller AND a.disclosure = d.disclosure)
                    WHEN 'correction-recorded' THEN (SELECT count(*) FROM correction_told t
                        JOIN correction c ON c.tenant = t.tenant AND c.id = t.correction
                        WHERE c.tenant = controller AND c.event = d.event)
                    ELSE 0 END) OVER (ORDER BY d.event) AS upto, row_number() OVER (ORDER BY d.event) AS nth
                FROM retention_due(controller, kinds, before, last, most) d) w;
        last := CASE WHEN cardinality(past) < due THEN past[cardinality(past)] ELSE seen[cardinality(seen)] END;
        EXIT WHEN cardinality(past) > 0;
    END LOOP;
    -- Who places a hold or sends holds the subject: then it waits for the next time. Looked at again below, behind the lock.
    free := ARRAY(SELECT s.id FROM subject s WHERE s.tenant = controller
        AND s.id IN (SELECT x.subject FROM audit_erasable x WHERE x.tenant = controller AND x.event = ANY (past))
        ORDER BY s.id FOR SHARE SKIP LOCKED);
    past := ARRAY(SELECT x.event FROM audit_erasable x WHERE x.tenant = controller AND x.event = ANY (past)
        AND (x.subject IS NULL OR x.subject = ANY (free)
            OR NOT EXISTS (SELECT FROM subject s WHERE s.tenant = controller AND s.id = x.subject))
        AND NOT (x.subject IS NOT NULL AND retention_held(controller, x.subject))
        ORDER BY x.event FOR UPDATE SKIP LOCKED);
    sent := ARRAY(SELECT o.disclosure FROM outbox o WHERE o.tenant = controller AND o.event = ANY (past));
    FOR name, gone IN SELECT e.kind, count(*) FROM audit_event e WHERE e.tenant = controller AND e.id = ANY (past) GROUP BY e.kind
    LOOP
        entries := true;
        RETURN NEXT;
    END LOOP;
    entries := false;
    FOREACH each SLICE 1 IN ARRAY ARRAY[
        ['attempt', 'event = ANY ($2) OR tenant = $1 AND disclosure = ANY ($3)'],
        ['decision', 'event = ANY ($2)'],
        ['acceptance', 'event = ANY ($2)'],
        ['outbox', 'event = ANY ($2)'],
        ['refusal', 'event = ANY ($2)'],
        ['answer_code', 'event = ANY ($2)'],
        ['warning', 'event = ANY ($2)'],
        ['emergency_review', 'emergency IN (SELECT id FROM emergency WHERE tenant = $1 AND event = ANY ($2))'],
        ['emergency', 'event = ANY ($2)'],
        ['correction_told', 'correction IN (SELECT id FROM correction WHERE tenant = $1 AND event = ANY ($2))'],
        ['correction', 'event = ANY ($2)'],
        ['audit_erasable', 'event = ANY ($2)']]
    LOOP
        EXECUTE 'DELETE FROM ' || each[1] || ' WHERE tenant = $1 AND ' || each[2] USING controller, past, sent;
        name := each[1];
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN NEXT;
    END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION apply_retention TO sluis_app;
