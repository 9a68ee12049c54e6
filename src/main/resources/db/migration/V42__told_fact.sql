-- What a party that was told of a pupil puts on record itself holds for what it tells, and for nothing else. None: the school did.
ALTER TABLE subject_fact
    ADD COLUMN discloser text,
    ADD CONSTRAINT fact_discloser_is_known FOREIGN KEY (tenant, discloser) REFERENCES party (tenant, id);

-- Only a newer one of the same party takes its place.
CREATE OR REPLACE FUNCTION retention_due(controller text, kinds text[], before timestamptz, after uuid, most bigint)
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
                    AND n.version > f.version AND (n.holder, n.discloser, n.purpose, n.recipient)
                        IS NOT DISTINCT FROM (f.holder, f.discloser, f.purpose, f.recipient)))
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
