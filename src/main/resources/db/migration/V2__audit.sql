-- The log. An entry is canonical JSON; its leaf hash is fixed at once, its place in the tree is given by the sequencer.
CREATE TABLE tenant (
    id   text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$'),
    name text NOT NULL
);

CREATE TABLE audit_event (
    tenant text        NOT NULL REFERENCES tenant,
    id     uuid        PRIMARY KEY,
    at     timestamptz NOT NULL,
    kind   text        NOT NULL,
    body   bytea       NOT NULL,
    leaf   bytea       NOT NULL CHECK (octet_length(leaf) = 32),
    xact   xid8        NOT NULL DEFAULT pg_current_xact_id(),      -- so that the sequencer need not look at old ones again
    UNIQUE (tenant, id)
);
CREATE INDEX audit_event_xact ON audit_event (xact);

-- Contiguous from 0; one row an event. Identity order is not commit order, so the sequencer anti-joins.
CREATE TABLE audit_sequence (
    index  bigint PRIMARY KEY CHECK (index >= 0),
    tenant text   NOT NULL,
    event  uuid   NOT NULL UNIQUE,
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

CREATE TABLE audit_checkpoint (
    size bigint      PRIMARY KEY CHECK (size >= 0),
    root bytea       NOT NULL CHECK (octet_length(root) = 32),
    note text        NOT NULL,                                     -- C2SP signed note
    at   timestamptz NOT NULL
);

-- Erasable: without the salt a commitment says nothing. Salts are wrapped by an epoch key outside the database.
CREATE TABLE audit_salt (
    tenant text  NOT NULL,
    event  uuid  NOT NULL,
    name   text  NOT NULL,
    epoch  text  NOT NULL,
    salt   bytea NOT NULL,                                        -- wrapped: 12 + 32 + 16 bytes
    PRIMARY KEY (tenant, event, name),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- Erasable: which entries are about which subject.
CREATE TABLE audit_subject (
    tenant  text NOT NULL,
    subject uuid NOT NULL,
    event   uuid NOT NULL,
    PRIMARY KEY (tenant, subject, event),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

ALTER TABLE tenant           ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event      ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_sequence   ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_checkpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_salt       ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_subject    ENABLE ROW LEVEL SECURITY;

-- The tree spans all tenants, so the sequencer and the auditor read across ('*'); every other room reads its own.
CREATE POLICY all_tenants ON tenant USING (true);
CREATE POLICY own_tenant ON audit_event
    USING (tenant = current_setting('sluis.tenant', true) OR current_setting('sluis.tenant', true) = '*')
    WITH CHECK (tenant = current_setting('sluis.tenant', true));
CREATE POLICY across ON audit_sequence
    USING (tenant = current_setting('sluis.tenant', true) OR current_setting('sluis.tenant', true) = '*');
CREATE POLICY across ON audit_checkpoint USING (true);
CREATE POLICY own_tenant ON audit_salt USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON audit_subject USING (tenant = current_setting('sluis.tenant', true));

-- What is written stays. The grants below are the first wall; this one stops the owner too, who would have to disable
-- the trigger first; whoever does that meets the tree and the checkpoint that is kept outside.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_sequence
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

GRANT SELECT, INSERT ON tenant, audit_sequence, audit_checkpoint TO sluis_app;
GRANT SELECT, INSERT (tenant, id, at, kind, body, leaf) ON audit_event TO sluis_app;
GRANT SELECT, INSERT, DELETE ON audit_salt, audit_subject TO sluis_app;
GRANT SELECT ON tenant, audit_event, audit_sequence, audit_checkpoint TO sluis_auditor;
