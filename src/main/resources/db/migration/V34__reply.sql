-- Whoever got what is to be answered has until a day: then its sender is told, and later the contact of the agreement, who hears how many
-- and between whom. 'expected' from acceptance on, its day from delivery on; 'answered' once the answer arrived.
ALTER TABLE outbox
    ADD COLUMN reply    text CHECK (reply IN ('expected', 'overdue', 'escalated', 'answered')),
    ADD COLUMN reply_by timestamptz,
    ADD CHECK (reply IS NULL OR recalls IS NULL),
    ADD CHECK (reply NOT IN ('overdue', 'escalated') OR reply_by IS NOT NULL);
CREATE INDEX outbox_reply ON outbox (tenant, purpose) WHERE reply IN ('expected', 'overdue', 'escalated');
GRANT UPDATE (reply, reply_by) ON outbox TO sluis_app;

-- What the contact of an agreement has still to be told. No child, no disclosure.
CREATE TABLE escalation (
    tenant    text        NOT NULL,
    id        uuid        NOT NULL DEFAULT gen_random_uuid(),
    agreement text        NOT NULL,
    count     integer     NOT NULL CHECK (count > 0),
    parties   text[]      NOT NULL CHECK (cardinality(parties) > 0),
    at        timestamptz NOT NULL,
    next_at   timestamptz NOT NULL,
    attempts  integer     NOT NULL DEFAULT 0,
    event     uuid        NOT NULL UNIQUE,                         -- no entry, no escalation
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
ALTER TABLE escalation ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON escalation USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT, DELETE ON escalation TO sluis_app;
GRANT UPDATE (next_at, attempts) ON escalation TO sluis_app;
