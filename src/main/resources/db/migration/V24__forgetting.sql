-- Erasing a subject is the one deletion there is, and it takes two persons: the application may not delete these rows, but ask
-- for it, with the proposal that a second person approved. What stays says nothing of whom it was about.
CREATE TABLE erasure (
    tenant      text        NOT NULL REFERENCES tenant,
    event       uuid        NOT NULL UNIQUE,                       -- no entry, no erasure
    proposal    uuid        NOT NULL,
    wrap_epoch  text        NOT NULL,                              -- complete once neither key is there any more
    index_epoch text        NOT NULL,
    at          timestamptz NOT NULL DEFAULT statement_timestamp(),
    PRIMARY KEY (tenant, proposal),
    FOREIGN KEY (tenant, proposal) REFERENCES approval (tenant, proposal),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- That the key of an epoch is to go is on record before it goes.
CREATE TABLE destroyed_epoch (
    tenant text NOT NULL,
    epoch  text NOT NULL,
    event  uuid NOT NULL UNIQUE,
    PRIMARY KEY (tenant, epoch),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- While a hold lies on a subject nothing about it is erased. Two persons place it, two lift it.
CREATE TABLE legal_hold (
    tenant          text NOT NULL,
    proposal        uuid NOT NULL,
    subject         uuid NOT NULL,
    event           uuid NOT NULL UNIQUE,
    lifted_proposal uuid UNIQUE,
    lifted_event    uuid UNIQUE,
    PRIMARY KEY (tenant, proposal),
    CHECK ((lifted_proposal IS NULL) = (lifted_event IS NULL)),
    FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
    FOREIGN KEY (tenant, proposal) REFERENCES approval (tenant, proposal),
    FOREIGN KEY (tenant, lifted_proposal) REFERENCES approval (tenant, proposal),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id),
    FOREIGN KEY (tenant, lifted_event) REFERENCES audit_event (tenant, id)
);
CREATE UNIQUE INDEX one_hold_a_subject ON legal_hold (tenant, subject) WHERE lifted_event IS NULL;

ALTER TABLE erasure         ENABLE ROW LEVEL SECURITY;
ALTER TABLE destroyed_epoch ENABLE ROW LEVEL SECURITY;
ALTER TABLE legal_hold      ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON erasure
    USING (tenant = current_setting('sluis.tenant', true) OR current_setting('sluis.tenant', true) = '*')
    WITH CHECK (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON destroyed_epoch USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON legal_hold USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT ON erasure, destroyed_epoch, legal_hold TO sluis_app;
GRANT INSERT (tenant, event, proposal, wrap_epoch, index_epoch) ON erasure TO sluis_app;
GRANT INSERT ON destroyed_epoch TO sluis_app;
GRANT INSERT (tenant, proposal, subject, event) ON legal_hold TO sluis_app;
GRANT UPDATE (lifted_proposal, lifted_event) ON legal_hold TO sluis_app;

-- What is wrapped is wrapped anew, epoch by epoch.
GRANT UPDATE (epoch, salt) ON audit_salt TO sluis_app;
GRANT UPDATE (epoch, key) ON subject_key TO sluis_app;
GRANT UPDATE (key_epoch) ON outbox TO sluis_app;
CREATE INDEX audit_salt_epoch ON audit_salt (tenant, epoch);
CREATE INDEX audit_salt_of_files ON audit_salt (tenant) WHERE name = 'file';
CREATE INDEX outbox_key_epoch ON outbox (tenant, key_epoch) WHERE wrapped_key IS NOT NULL;
CREATE INDEX acceptance_epoch ON acceptance (tenant, epoch);
CREATE INDEX refusal_of_subject ON refusal (tenant, subject) WHERE subject IS NOT NULL;
CREATE INDEX outbox_about ON outbox (tenant, subject);

-- $1 the controller, $2 the subject. In the order that foreign keys allow.
CREATE FUNCTION erase_subject(controller text, who uuid, agreed uuid) RETURNS TABLE (place text, gone bigint)
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
        ['audit_salt', ' WHERE tenant = $1 AND event IN (SELECT event FROM audit_subject' || mine || ')'],
        ['audit_salt', ' WHERE tenant = $1 AND name = ''file'''],    -- of files of many, in which the subject may have been
        ['audit_subject', mine],
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
GRANT EXECUTE ON FUNCTION erase_subject TO sluis_app;
