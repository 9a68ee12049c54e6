-- What may be erased of an entry is one row: the way back from its subject, and the salts of all it committed to, 32 bytes each in
-- the order of their names, wrapped together. It was a row a salt and one more; that was most of what an entry cost.
CREATE TABLE audit_erasable (
    tenant  text NOT NULL,
    event   uuid NOT NULL,
    subject uuid,
    epoch   text,
    salts   bytea,
    PRIMARY KEY (tenant, event),
    CHECK ((epoch IS NULL) = (salts IS NULL)),
    CHECK (subject IS NOT NULL OR salts IS NOT NULL)
);
ALTER TABLE audit_erasable ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON audit_erasable USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT, DELETE, UPDATE (epoch, salts) ON audit_erasable TO sluis_app;

INSERT INTO audit_erasable (tenant, event, subject) SELECT tenant, event, subject FROM audit_subject;
CREATE INDEX audit_erasable_of_subject ON audit_erasable (tenant, subject, event) WHERE subject IS NOT NULL;
CREATE INDEX audit_erasable_of_nobody ON audit_erasable (tenant) WHERE subject IS NULL;
DROP TABLE audit_subject;

-- Salts that were wrapped one by one: only who has the keys can join them, at the next start (vault.SaltsApart).
ALTER TABLE audit_salt RENAME TO salt_apart;
DROP INDEX audit_salt_epoch, audit_salt_of_files;
REVOKE ALL ON salt_apart FROM sluis_app;

-- The pair is what everything refers to; the id alone was unique twice.
ALTER TABLE audit_event DROP CONSTRAINT audit_event_pkey;
-- Row-level security writes no tenant but the one that the transaction is for. That an index names an entry is what the tree
-- proves, at each start and for each checkpoint, and neither is ever deleted: checked once more here, an entry took twice as long.
ALTER TABLE audit_event DROP CONSTRAINT audit_event_tenant_fkey;
ALTER TABLE audit_sequence DROP CONSTRAINT audit_sequence_tenant_event_fkey;

-- $1 the controller, $2 the subject. In the order that foreign keys allow.
CREATE OR REPLACE FUNCTION erase_subject(controller text, who uuid, agreed uuid) RETURNS TABLE (place text, gone bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = sluis, pg_temp AS $$
DECLARE
    mine CONSTANT text := ' WHERE tenant = $1 AND subject = $2';
    disclosed CONSTANT text := ' WHERE tenant = $1 AND disclosure IN (SELECT disclosure FROM outbox WHERE tenant = $1 AND subject = $2)';
    invited CONSTANT text := ' WHERE tenant = $1 AND invitation IN (SELECT id FROM consent_invitation WHERE tenant = $1 AND subject = $2)';
    each text[];
BEGIN
    IF controller IS DISTINCT FROM current_setting('sluis.tenant', true) OR NOT EXISTS (
            SELECT FROM proposal p JOIN approval a ON a.tenant = p.tenant AND a.proposal = p.id
            WHERE p.tenant = controller AND p.id = agreed AND p.kind = 'erasure' AND p.content::jsonb ->> 'subject' = who::text)
        OR EXISTS (SELECT FROM erasure e WHERE e.tenant = controller AND e.proposal = agreed)
        OR EXISTS (SELECT FROM legal_hold h WHERE h.tenant = controller AND h.subject = who AND h.lifted_event IS NULL)
    THEN
        RAISE EXCEPTION 'nobody agreed to this, or a hold lies on it' USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOREACH each SLICE 1 IN ARRAY ARRAY[
        ['notification', disclosed || ' OR tenant = $1 AND warning IN (SELECT id FROM warning' || mine || ')'],
        ['attempt', disclosed],
        ['decision', disclosed || ' OR tenant = $1 AND subject = $2'],
        ['acceptance', disclosed],
        ['outbox', mine],
        ['refusal', mine],
        ['warning', mine],
        ['birthday', mine],
        ['answered_form', invited],
        ['answer_code', invited],
        ['consent_invitation', mine],
        ['consent_question', ' WHERE tenant = $1 AND request IN (SELECT id FROM consent_request' || mine || ')'],
        ['consent_request', mine],
        ['consent_withdrawal', ' WHERE tenant = $1 AND consent IN (SELECT id FROM consent' || mine || ')'],
        ['consent', mine],
        ['subject_fact', mine],
        ['emergency_review', ' WHERE tenant = $1 AND emergency IN (SELECT id FROM emergency' || mine || ')'],
        ['emergency', mine],
        ['authority_check', mine],
        ['holder_kind', ' WHERE tenant = $1 AND holder IN (SELECT id FROM holder' || mine || ')'],
        ['holder', mine],
        ['legal_hold', mine],
        ['correction_told', ' WHERE tenant = $1 AND correction IN (SELECT id FROM correction' || mine || ')'],
        ['correction', mine],
        ['audit_erasable', mine],
        -- Of files of many, in which the subject may have been.
        ['audit_erasable', ' WHERE tenant = $1 AND subject IS NULL AND event IN (SELECT id FROM audit_event'
            || ' WHERE tenant = $1 AND kind = ''consents-imported'')'],
        ['subject', ' WHERE tenant = $1 AND id = $2'],
        ['subject_key', mine]]
    LOOP
        EXECUTE 'DELETE FROM ' || each[1] || each[2] USING controller, who;
        place := each[1];
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN NEXT;
    END LOOP;
END
$$;
