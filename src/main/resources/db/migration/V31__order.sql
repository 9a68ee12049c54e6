-- What is about one pupil reaches one recipient in the order in which it was accepted: a row is claimed only when none before it
-- is left. What was tried in vain is parked with its payload, until a person lets it go on or drops it, or its time is over.
ALTER TABLE outbox DROP CONSTRAINT outbox_state_check;
ALTER TABLE outbox DROP CONSTRAINT outbox_check1;
ALTER TABLE outbox DROP CONSTRAINT outbox_check2;
UPDATE outbox SET state = 'dropped' WHERE state = 'parked';        -- their payloads were destroyed when they were parked
ALTER TABLE outbox
    ADD COLUMN expires_at timestamptz,
    ADD CONSTRAINT outbox_state_check CHECK (state IN
        ('waiting', 'sending', 'parked', 'delivered', 'stopped', 'held', 'expired', 'dropped')),
    ADD CONSTRAINT what_ended_has_no_payload CHECK ((state IN ('waiting', 'sending', 'parked'))
        = (ciphertext IS NOT NULL AND wrapped_key IS NOT NULL) AND (ciphertext IS NULL) = (wrapped_key IS NULL));
UPDATE outbox SET expires_at = accepted_at + interval '7 days';
ALTER TABLE outbox ALTER COLUMN expires_at SET NOT NULL;

DROP INDEX outbox_due, outbox_of_subject;
CREATE INDEX outbox_due ON outbox (tenant, recipient, next_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_in_order ON outbox (tenant, subject, recipient, accepted_at) WHERE state IN ('waiting', 'sending', 'parked');
CREATE INDEX outbox_expiry ON outbox (tenant, expires_at) WHERE state IN ('waiting', 'sending', 'parked');
CREATE INDEX outbox_parked ON outbox (tenant, settled_at) WHERE state = 'parked';

-- A recipient or connector that somebody turned off: paused sends nothing, draining accepts nothing. None is here that is open.
CREATE TABLE valve (
    tenant text NOT NULL,
    kind   text NOT NULL CHECK (kind IN ('recipient', 'connector')),
    id     text NOT NULL,
    state  text NOT NULL CHECK (state IN ('paused', 'draining')),
    since  timestamptz NOT NULL DEFAULT statement_timestamp(),
    event  uuid NOT NULL UNIQUE,                                   -- no entry, no change
    PRIMARY KEY (tenant, kind, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
ALTER TABLE valve ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON valve USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON valve TO sluis_app;
