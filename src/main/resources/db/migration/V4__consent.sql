-- The register. A subject's row is the one gate: every change of a consent, of authority or of a birth date bumps its
-- version first; every send holds it FOR SHARE while it is decided.
CREATE TABLE subject (
    tenant     text   NOT NULL REFERENCES tenant,
    id         uuid   NOT NULL,
    school     text   NOT NULL,
    local_id   text   NOT NULL,
    birth_date date,                                              -- null: unknown or partial
    capable    boolean NOT NULL DEFAULT true,
    version    bigint NOT NULL DEFAULT 1,
    event      uuid   NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, school, local_id),
    FOREIGN KEY (tenant, school) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- One person who is or might be a holder of parental responsibility.
CREATE TABLE holder (
    tenant   text NOT NULL,
    id       uuid NOT NULL,
    subject  uuid NOT NULL,
    local_id text NOT NULL,
    event    uuid NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, subject, id),
    UNIQUE (tenant, subject, local_id),
    FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- What that person is to the child; kinds are the law's (consent-policies/law), and the newest row counts.
CREATE TABLE holder_kind (
    tenant  text   NOT NULL,
    holder  uuid   NOT NULL,
    version bigint NOT NULL,                                      -- of the subject when it was recorded
    kind    text   NOT NULL CHECK (kind ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    event   uuid   NOT NULL,
    PRIMARY KEY (tenant, holder, version),
    FOREIGN KEY (tenant, holder) REFERENCES holder (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- Authority is a dated fact with evidence; the newest row counts, unless a holder changed after it.
CREATE TABLE authority_check (
    tenant      text        NOT NULL,
    id          uuid        NOT NULL,
    subject     uuid        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('established', 'unknown', 'under-investigation', 'none')),
    source      text        NOT NULL,
    checked_on  date        NOT NULL,
    version     bigint      NOT NULL,                             -- of the subject when it was recorded
    event       uuid        NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, subject, version),
    FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- A yes or a no of one grantor. Never changed, never deleted; a withdrawal is a row of its own.
CREATE TABLE consent (
    tenant          text   NOT NULL,
    id              uuid   NOT NULL,
    subject         uuid   NOT NULL,
    grantor         text   NOT NULL CHECK (grantor IN ('holder', 'child')),
    holder          uuid,
    effect          text   NOT NULL CHECK (effect IN ('grant', 'refuse')),
    purpose         text   NOT NULL,
    recipient       text   NOT NULL,
    categories      text[] NOT NULL CHECK (cardinality(categories) > 0),
    valid_from      date   NOT NULL,
    valid_until     date   NOT NULL CHECK (valid_until > valid_from),  -- the first day that is no more
    text_version    text   NOT NULL,
    proof_verified  text   NOT NULL CHECK (proof_verified ~ '^[a-z0-9][a-z0-9-]{0,31}$'), -- a way the law knows, or none
    proof_by        text,                                         -- the professional who verified
    proof_at        timestamptz,
    proof_digest    text   CHECK (proof_digest ~ '^[0-9a-f]{64}$'),
    version         bigint NOT NULL,                              -- of the subject when it was recorded: the order of consents
    event           uuid   NOT NULL UNIQUE,
    PRIMARY KEY (tenant, id),
    CHECK ((grantor = 'holder') = (holder IS NOT NULL)),
    FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
    FOREIGN KEY (tenant, subject, holder) REFERENCES holder (tenant, subject, id),
    CONSTRAINT consent_recipient_is_known FOREIGN KEY (tenant, recipient) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
CREATE INDEX consent_of_subject ON consent (tenant, subject);
-- A party in the directory cannot be removed under a consent, and each lookup by it stays quick.
CREATE INDEX consent_for_recipient ON consent (tenant, recipient);

CREATE TABLE consent_withdrawal (
    tenant       text        NOT NULL,
    consent      uuid        NOT NULL,
    withdrawn_at timestamptz NOT NULL,
    withdrawn_by text        NOT NULL,
    event        uuid        NOT NULL UNIQUE,
    PRIMARY KEY (tenant, consent),
    FOREIGN KEY (tenant, consent) REFERENCES consent (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

ALTER TABLE subject            ENABLE ROW LEVEL SECURITY;
ALTER TABLE holder_kind        ENABLE ROW LEVEL SECURITY;
ALTER TABLE holder             ENABLE ROW LEVEL SECURITY;
ALTER TABLE authority_check    ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent            ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_withdrawal ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON subject            USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON holder_kind        USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON holder             USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON authority_check    USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON consent            USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON consent_withdrawal USING (tenant = current_setting('sluis.tenant', true));

GRANT SELECT, INSERT ON subject, holder, holder_kind, authority_check, consent, consent_withdrawal TO sluis_app;
GRANT UPDATE (version, birth_date, capable) ON subject TO sluis_app;
