-- What decides: kept under its own digest, so that what runs is what was signed, and what ran once can be asked again.
CREATE TABLE rules (
    tenant  text NOT NULL REFERENCES tenant,
    digest  text NOT NULL,
    kind    text NOT NULL CHECK (kind IN ('pack', 'law')),
    content text NOT NULL,
    PRIMARY KEY (tenant, digest),
    CONSTRAINT content_fits_its_digest CHECK (digest = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);

-- Both persons sign one digest.
ALTER TABLE proposal ADD COLUMN jws text;

-- Every change of what may go, in order and without a gap. The newest publication of a policy whose moment has come is in
-- force; whatever was closed stays so until two persons open it.
CREATE TABLE rule_change (
    tenant       text        NOT NULL REFERENCES tenant,
    version      bigint      NOT NULL CHECK (version > 0),
    what         text        NOT NULL CHECK (what IN ('published', 'closed', 'reopened')),
    kind         text        NOT NULL CHECK (kind IN ('policy', 'recipient', 'connector')),
    name         text        NOT NULL,
    purpose      text,
    digest       text,
    effective_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    changed_at   timestamptz NOT NULL DEFAULT statement_timestamp(),
    proposal     uuid,
    event        uuid        NOT NULL,
    PRIMARY KEY (tenant, version),
    UNIQUE (tenant, proposal),                                                    -- an approval is used once
    FOREIGN KEY (tenant, digest) REFERENCES rules (tenant, digest),
    FOREIGN KEY (tenant, proposal) REFERENCES approval (tenant, proposal),        -- and nothing opens without one,
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id),
    CHECK ((what = 'published') = (digest IS NOT NULL) AND (digest IS NULL) = (purpose IS NULL)),
    CHECK (what <> 'published' OR kind = 'policy'),
    CHECK (what <> 'reopened' OR kind <> 'policy'),                               -- a policy opens by being published
    CHECK (what <> 'reopened' OR proposal IS NOT NULL),
    CHECK (what <> 'closed' OR proposal IS NULL)
);
CREATE UNIQUE INDEX rule_change_shipped ON rule_change (tenant, name)             -- but what was shipped, the first time
    WHERE what = 'published' AND proposal IS NULL;

-- What the recipient of a policy promised to keep, and what the data protection officer advised. Neither opens anything.
CREATE TABLE rule_word (
    tenant   text        NOT NULL REFERENCES tenant,
    digest   text        NOT NULL,
    party    text        NOT NULL,
    person   uuid        NOT NULL,
    word     text        NOT NULL CHECK (word IN ('accepted', 'advised-for', 'advised-against')),
    note     text        CHECK (length(note) <= 4000),
    said_at  timestamptz NOT NULL DEFAULT statement_timestamp(),
    event    uuid        NOT NULL,
    PRIMARY KEY (tenant, event),
    FOREIGN KEY (tenant, digest) REFERENCES rules (tenant, digest),
    FOREIGN KEY (tenant, party) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
CREATE INDEX rule_word_of_digest ON rule_word (tenant, digest);

ALTER TABLE rules       ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_word   ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON rules       USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON rule_change USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON rule_word   USING (tenant = current_setting('sluis.tenant', true));

GRANT SELECT ON rules, rule_change, rule_word TO sluis_app;
GRANT INSERT (tenant, digest, kind, content) ON rules TO sluis_app;
GRANT INSERT (tenant, version, what, kind, name, purpose, digest, effective_at, proposal, event) ON rule_change TO sluis_app;
GRANT INSERT (tenant, digest, party, person, word, note, event) ON rule_word TO sluis_app;
GRANT INSERT (jws) ON proposal TO sluis_app;
