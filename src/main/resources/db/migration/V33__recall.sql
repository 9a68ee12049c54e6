-- Who has something that was taken back is asked for it: a recall waits in the outbox and leaves like a disclosure, but needs no consent,
-- and so it cannot hold anything: it has no payload, no decision and no rendering, only ids and names of elements.
ALTER TABLE outbox
    ADD COLUMN recalls            uuid[] CHECK (cardinality(recalls) > 0), -- the disclosures that it takes back; null for a disclosure
    ADD COLUMN recall_what        text CHECK (recall_what IN ('erase', 'restrict')),
    ADD COLUMN recall_because     uuid,                            -- the consent that was withdrawn, or the correction
    ADD COLUMN recall_answer      text CHECK (recall_answer IN ('done', 'not-held', 'kept')),
    ADD COLUMN recall_answered_at timestamptz,
    ALTER COLUMN decision DROP NOT NULL,
    ALTER COLUMN mapping_digest DROP NOT NULL,
    ALTER COLUMN pseudonym_epoch DROP NOT NULL,
    ALTER COLUMN key_epoch DROP NOT NULL,
    ADD CHECK ((recalls IS NULL) = (recall_what IS NULL) AND (recalls IS NULL) = (recall_because IS NULL)),
    ADD CHECK (recalls IS NOT NULL OR (recall_answer IS NULL AND recall_answered_at IS NULL)),
    ADD CHECK ((recall_answer IS NULL) = (recall_answered_at IS NULL)),
    ADD CONSTRAINT a_disclosure_was_decided_and_rendered CHECK (CASE WHEN recalls IS NULL
        THEN decision IS NOT NULL AND mapping_digest IS NOT NULL AND pseudonym_epoch IS NOT NULL AND key_epoch IS NOT NULL
        ELSE decision IS NULL AND mapping_digest IS NULL AND pseudonym_epoch IS NULL AND key_epoch IS NULL
            AND shifted_to IS NULL END),
    DROP CONSTRAINT what_ended_has_no_payload,
    ADD CONSTRAINT what_ended_has_no_payload_and_a_recall_never CHECK (
        (state IN ('waiting', 'sending', 'parked') AND recalls IS NULL) = (ciphertext IS NOT NULL AND wrapped_key IS NOT NULL)
        AND (ciphertext IS NULL) = (wrapped_key IS NULL));
CREATE INDEX outbox_recall ON outbox (tenant, accepted_at) WHERE recalls IS NOT NULL;
GRANT UPDATE (recall_answer, recall_answered_at) ON outbox TO sluis_app;

-- That what had gone was asked back: whoever crashed between the withdrawal and this is caught up with.
ALTER TABLE consent_withdrawal ADD COLUMN recalled_at timestamptz;
UPDATE consent_withdrawal SET recalled_at = withdrawn_at;           -- from before there were recalls
CREATE INDEX consent_withdrawal_to_recall ON consent_withdrawal (tenant, withdrawn_at) WHERE recalled_at IS NULL;
GRANT UPDATE (recalled_at) ON consent_withdrawal TO sluis_app;

-- Who has what a correction is about, and whether they heard of it. What is to go or to rest was heard of once its recall arrived.
CREATE OR REPLACE FUNCTION correction_recipient(controller text, which uuid)
    RETURNS TABLE (recipient text, purpose text, had uuid[], heard text) LANGUAGE sql STABLE AS $$
    SELECT r.recipient, r.purpose, array_agg(DISTINCT r.disclosure) FILTER (WHERE r.at <= c.at),
        CASE WHEN EXISTS (SELECT FROM correction_told t WHERE t.tenant = c.tenant AND t.correction = c.id
                AND t.recipient = r.recipient) THEN 'told'
            WHEN c.what = 'rectified' AND bool_or(r.at > c.at AND r.arrived) THEN 'delivered'
            WHEN c.what <> 'rectified' AND bool_and(r.at > c.at OR r.recalled) THEN 'delivered'
            ELSE 'open' END
    FROM correction c CROSS JOIN LATERAL (
        SELECT e.disclosure, e.at, e.facts ->> 'recipient' AS recipient, e.facts ->> 'purpose' AS purpose,
            EXISTS (SELECT FROM audit_event d WHERE d.tenant = e.tenant AND d.disclosure = e.disclosure
                AND d.kind = 'delivery-succeeded') AS arrived,
            EXISTS (SELECT FROM outbox b WHERE b.tenant = e.tenant AND b.subject = c.subject
                AND b.recalls @> ARRAY[e.disclosure] AND b.state = 'delivered' AND b.accepted_at >= e.at
                AND b.recall_what = CASE c.what WHEN 'restricted' THEN 'restrict' ELSE 'erase' END
                AND NOT EXISTS (SELECT FROM unnest(c.elements) x
                    WHERE e.facts -> 'released' ? x AND x <> ALL (b.elements))) AS recalled
        FROM (SELECT v.tenant, v.disclosure, v.at, convert_from(v.body, 'UTF8')::jsonb -> 'facts' AS facts
            FROM audit_erasable s JOIN audit_event v ON v.tenant = s.tenant AND v.id = s.event
            WHERE s.tenant = c.tenant AND s.subject = c.subject AND v.kind = 'disclosure-released') e
        WHERE e.facts ->> 'sender' = c.school AND jsonb_exists_any(e.facts -> 'released', c.elements)
            AND EXISTS (SELECT FROM audit_event x WHERE x.tenant = e.tenant AND x.disclosure = e.disclosure
                AND x.kind = 'delivery-cleared')) r
    WHERE c.tenant = controller AND c.id = which
    GROUP BY c.tenant, c.id, c.at, c.what, r.recipient, r.purpose HAVING bool_or(r.at <= c.at)
$$;
