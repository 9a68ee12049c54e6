-- Persons, not accounts: who a second pair of eyes belongs to. A person works for one organisation, which knows them by
-- an id of its own, never by a name (a digit in it keeps plain names out). Rows are added and nothing is ever removed.
CREATE TABLE person (
    tenant    text   NOT NULL REFERENCES tenant,
    id        uuid   NOT NULL,
    party     text   NOT NULL,
    reference text   NOT NULL CHECK (reference ~ '^[a-z0-9][a-z0-9-]{0,39}$' AND reference ~ '[0-9]'),
    version   bigint NOT NULL DEFAULT 1,
    event     uuid   NOT NULL,
    PRIMARY KEY (tenant, id),
    CONSTRAINT reference_names_one_person UNIQUE (tenant, party, reference),
    FOREIGN KEY (tenant, party) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- The newest row of a person and a role counts; the end of a role is a row with an empty period.
CREATE TABLE person_role (
    tenant      text        NOT NULL,
    person      uuid        NOT NULL,
    role        text        NOT NULL CHECK (role IN ('privacy-officer', 'data-protection-officer', 'audit-reviewer',
        'operator', 'integrator', 'consent-recorder', 'region', 'professional')),
    version     bigint      NOT NULL,                             -- of the person when it was recorded
    recorded_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    valid_from  timestamptz NOT NULL DEFAULT statement_timestamp(),
    valid_until timestamptz NOT NULL DEFAULT statement_timestamp() CHECK (valid_until >= valid_from),
    event       uuid        NOT NULL,
    PRIMARY KEY (tenant, person, version),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- What somebody logs in with: an OAuth2 client of their own, or a subject at an issuer.
CREATE TABLE person_account (
    tenant  text NOT NULL,
    person  uuid NOT NULL,
    client  text,
    issuer  text,
    subject text,
    event   uuid NOT NULL,
    CONSTRAINT client_belongs_to_one_person UNIQUE (tenant, client),
    CONSTRAINT account_belongs_to_one_person UNIQUE (tenant, issuer, subject),
    CHECK ((client IS NULL) = (issuer IS NOT NULL) AND (issuer IS NULL) = (subject IS NULL)),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, client) REFERENCES client (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- An Ed25519 key (RFC 8037) under its thumbprint (RFC 7638): one person's for ever, also after it was revoked.
CREATE TABLE person_key (
    tenant      text        NOT NULL,
    thumbprint  text        NOT NULL CHECK (thumbprint ~ '^[A-Za-z0-9_-]{43}$'),
    person      uuid        NOT NULL,
    x           text        NOT NULL CHECK (x ~ '^[A-Za-z0-9_-]{43}$'),   -- the public key, all that its JWK adds
    enrolled_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    event       uuid        NOT NULL,
    CONSTRAINT key_belongs_to_one_person PRIMARY KEY (tenant, thumbprint),
    UNIQUE (tenant, person, thumbprint),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

CREATE TABLE person_key_revocation (
    tenant     text        NOT NULL,
    thumbprint text        NOT NULL,
    revoked_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    event      uuid        NOT NULL,
    PRIMARY KEY (tenant, thumbprint),
    FOREIGN KEY (tenant, thumbprint) REFERENCES person_key (tenant, thumbprint),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- What one person wants done. The content is canonical JSON of ids, codes and digests: what is approved can be read.
CREATE TABLE proposal (
    tenant      text        NOT NULL,
    id          uuid        NOT NULL,
    kind        text        NOT NULL CHECK (kind ~ '^[a-z][a-z-]{0,31}$'),
    content     text        NOT NULL CHECK (length(content) <= 4096),
    digest      text        NOT NULL CHECK (digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
    party       text        NOT NULL,
    proposed_by uuid        NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    expires_at  timestamptz NOT NULL DEFAULT statement_timestamp() + interval '24 hours',
    event       uuid        NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, id, proposed_by),
    CHECK (expires_at = proposed_at + interval '24 hours'),
    FOREIGN KEY (tenant, party) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, proposed_by) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
CREATE INDEX proposal_of_digest ON proposal (tenant, kind, digest);

-- One approval decides; it is another person's, by a key of theirs, and the signature itself stays.
CREATE TABLE approval (
    tenant      text        NOT NULL,
    proposal    uuid        NOT NULL,
    proposed_by uuid        NOT NULL,
    person      uuid        NOT NULL CHECK (person <> proposed_by),
    thumbprint  text        NOT NULL,
    jws         text        NOT NULL,
    approved_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    event       uuid        NOT NULL,
    PRIMARY KEY (tenant, proposal),
    FOREIGN KEY (tenant, proposal, proposed_by) REFERENCES proposal (tenant, id, proposed_by),
    FOREIGN KEY (tenant, person, thumbprint) REFERENCES person_key (tenant, person, thumbprint),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

ALTER TABLE person                ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_role           ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_account        ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_key            ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_key_revocation ENABLE ROW LEVEL SECURITY;
ALTER TABLE proposal              ENABLE ROW LEVEL SECURITY;
ALTER TABLE approval              ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON person                USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON person_role           USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON person_account        USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON person_key            USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON person_key_revocation USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON proposal              USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON approval              USING (tenant = current_setting('sluis.tenant', true));

-- Which moment something happened is the database's to say: the application cannot write those columns.
GRANT SELECT ON person, person_role, person_account, person_key, person_key_revocation, proposal, approval TO sluis_app;
GRANT INSERT ON person, person_account TO sluis_app;
GRANT UPDATE (version) ON person TO sluis_app;
GRANT INSERT (tenant, person, role, version, valid_from, valid_until, event) ON person_role TO sluis_app;
GRANT INSERT (tenant, thumbprint, person, x, event) ON person_key TO sluis_app;
GRANT INSERT (tenant, thumbprint, event) ON person_key_revocation TO sluis_app;
GRANT INSERT (tenant, id, kind, content, digest, party, proposed_by, event) ON proposal TO sluis_app;
GRANT INSERT (tenant, proposal, proposed_by, person, thumbprint, jws, event) ON approval TO sluis_app;
