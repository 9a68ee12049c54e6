-- Whatever changes for many at once (a pack published, a pseudonym epoch) bumps its row; every send holds it FOR SHARE.
CREATE TABLE epoch (
    tenant  text   NOT NULL REFERENCES tenant,
    name    text   NOT NULL CHECK (name IN ('policy', 'pseudonym')),
    version bigint NOT NULL DEFAULT 1,
    digest  text   NOT NULL,
    PRIMARY KEY (tenant, name)
);

-- One row a message that was accepted, for good: the sender's id makes a repeat harmless.
CREATE TABLE acceptance (
    tenant     text  NOT NULL,
    sender     text  NOT NULL,
    door       text  NOT NULL,
    message_id text  NOT NULL,
    digest_epoch text NOT NULL,
    digest     bytea NOT NULL,                                     -- keyed, over the bytes
    disclosure uuid  NOT NULL UNIQUE,
    event      uuid  NOT NULL UNIQUE,                              -- no entry, no acceptance
    PRIMARY KEY (tenant, sender, door, message_id),
    FOREIGN KEY (tenant, sender) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- What waits is ciphertext under a key of its own; destroying the key is destroying the payload.
CREATE TABLE outbox (
    tenant         text        NOT NULL,
    disclosure     uuid        NOT NULL,
    subject        uuid        NOT NULL,
    sender         text        NOT NULL,
    recipient      text        NOT NULL,
    purpose        text        NOT NULL,
    connector      text        NOT NULL,                           -- of the recipient: direct:deliver-<connector>
    state          text        NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'stopped', 'held', 'parked')),
    reason         text,
    elements       text[]      NOT NULL,                           -- names of what was rendered
    decision       text        NOT NULL,                           -- the DecisionInput at acceptance, canonical JSON
    shifted_to     timestamptz,                                    -- demo mode: the decision's instant
    mapping_digest text        NOT NULL,
    pseudonym_epoch text       NOT NULL,
    key_epoch      text        NOT NULL,
    wrapped_key    bytea,
    ciphertext     bytea,
    accepted_at    timestamptz NOT NULL,
    next_at        timestamptz NOT NULL,
    attempts       integer     NOT NULL DEFAULT 0,
    fence          bigint      NOT NULL DEFAULT 0,
    lease_until    timestamptz,
    settled_at     timestamptz,
    event          uuid        NOT NULL UNIQUE,                    -- no entry, no outbox row
    PRIMARY KEY (tenant, disclosure),
    CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
    CHECK (state IN ('waiting', 'sending') OR (ciphertext IS NULL AND wrapped_key IS NULL)),
    CHECK (state NOT IN ('waiting', 'sending') OR (ciphertext IS NOT NULL AND wrapped_key IS NOT NULL)),
    FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
    FOREIGN KEY (tenant, recipient) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
CREATE INDEX outbox_due ON outbox (tenant, next_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_of_subject ON outbox (tenant, subject) WHERE state IN ('waiting', 'sending');

-- Every try to send: recorded before the first byte leaves.
CREATE TABLE attempt (
    tenant     text        NOT NULL,
    disclosure uuid        NOT NULL,
    fence      bigint      NOT NULL,
    cleared_at timestamptz NOT NULL,
    result     text        CHECK (result IN ('delivered', 'failed', 'uncertain')),
    event      uuid        NOT NULL UNIQUE,                        -- no entry, no send
    PRIMARY KEY (tenant, disclosure, fence),
    FOREIGN KEY (tenant, disclosure) REFERENCES outbox (tenant, disclosure),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- What became of a disclosure that was not released; held and pending ones keep no content either.
CREATE TABLE refusal (
    tenant     text        NOT NULL,
    disclosure uuid        NOT NULL,
    sender     text        NOT NULL,
    reason     text        NOT NULL,
    at         timestamptz NOT NULL,
    event      uuid        NOT NULL UNIQUE,
    PRIMARY KEY (tenant, disclosure),
    FOREIGN KEY (tenant, sender) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

ALTER TABLE epoch      ENABLE ROW LEVEL SECURITY;
ALTER TABLE acceptance ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox     ENABLE ROW LEVEL SECURITY;
ALTER TABLE attempt    ENABLE ROW LEVEL SECURITY;
ALTER TABLE refusal    ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON epoch      USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON acceptance USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON outbox     USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON attempt    USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON refusal    USING (tenant = current_setting('sluis.tenant', true));

GRANT SELECT, INSERT ON epoch, acceptance, outbox, attempt, refusal TO sluis_app;
GRANT UPDATE (version, digest) ON epoch TO sluis_app;
GRANT UPDATE (state, reason, wrapped_key, ciphertext, next_at, attempts, fence, lease_until, settled_at) ON outbox TO sluis_app;
GRANT UPDATE (result) ON attempt TO sluis_app;

-- Whose entries they are when nobody has said who they are: refusals before authentication, starts and stops.
INSERT INTO tenant (id, name) VALUES ('gateway', 'The gateway itself');
