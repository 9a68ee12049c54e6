-- What a school asks, of whom the law asks it, and what they answered. No name, no address and no link of anybody: a code
-- is handed over in person.
CREATE TABLE consent_request (
    tenant       text NOT NULL,
    id           uuid NOT NULL,
    subject      uuid NOT NULL,
    school       text NOT NULL,
    recipient    text NOT NULL,
    purpose      text NOT NULL,
    text_version text NOT NULL,
    valid_from   date NOT NULL,
    valid_until  date NOT NULL CHECK (valid_until > valid_from),   -- the first day that is no more
    respond_by   date NOT NULL CHECK (respond_by < valid_until),   -- the last day on which it can be answered
    event        uuid NOT NULL UNIQUE,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, id, subject),
    FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
    FOREIGN KEY (tenant, school) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, recipient) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- A question for each way and purpose, in the words that are shown: those words are what is answered.
CREATE TABLE consent_question (
    tenant     text     NOT NULL,
    request    uuid     NOT NULL,
    number     smallint NOT NULL CHECK (number > 0),
    discloser  text     NOT NULL,
    recipient  text     NOT NULL,
    purpose    text     NOT NULL,
    categories text[]   NOT NULL CHECK (cardinality(categories) > 0),
    needed     text[]   NOT NULL CHECK (needed <@ categories),     -- without which nothing goes
    shown      text     NOT NULL,                                  -- canonical JSON
    PRIMARY KEY (tenant, request, number),
    FOREIGN KEY (tenant, request) REFERENCES consent_request (tenant, id),
    FOREIGN KEY (tenant, discloser) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, recipient) REFERENCES party (tenant, id)
);

-- One for each person whom the law asks; nothing in it tells whether that person may be asked.
CREATE TABLE consent_invitation (
    tenant  text NOT NULL,
    id      uuid NOT NULL,
    request uuid NOT NULL,
    subject uuid NOT NULL,
    holder  uuid,                                                  -- null: the child
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, request, subject) REFERENCES consent_request (tenant, id, subject),
    FOREIGN KEY (tenant, subject, holder) REFERENCES holder (tenant, subject, id)
);
CREATE UNIQUE INDEX one_invitation_a_person ON consent_invitation (tenant, request, COALESCE(holder, request));

-- The newest code of an invitation. Its first part finds the row; of the rest there is a keyed hash. Of a person who must
-- not be asked the hash is that of another code, which nobody has.
CREATE TABLE answer_code (
    tenant     text        NOT NULL,
    invitation uuid        NOT NULL,
    handle     text        NOT NULL CHECK (handle ~ '^[0-9A-HJKMNP-TV-Z]{4}$'),
    key_epoch  text        NOT NULL,
    hash       bytea       NOT NULL CHECK (octet_length(hash) = 32),
    verified   text        NOT NULL,                               -- how identity was verified, one of the law's ways
    by         text        NOT NULL,                               -- the professional who did
    until      timestamptz NOT NULL,                               -- by this database's clock
    tries      smallint    NOT NULL DEFAULT 0,                     -- wrong ones
    event      uuid        NOT NULL UNIQUE,
    PRIMARY KEY (tenant, invitation),
    FOREIGN KEY (tenant, invitation) REFERENCES consent_invitation (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
CREATE INDEX answer_code_by_handle ON answer_code (handle);

-- What was shown and answered, as it is digested in the proof of each consent that came of it.
CREATE TABLE answered_form (
    tenant     text NOT NULL,
    invitation uuid NOT NULL,
    document   text NOT NULL,                                      -- canonical JSON
    digest     text NOT NULL CHECK (digest = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
    event      uuid NOT NULL UNIQUE,
    PRIMARY KEY (tenant, invitation),
    FOREIGN KEY (tenant, invitation) REFERENCES consent_invitation (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

ALTER TABLE consent_request    ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_question   ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE answer_code        ENABLE ROW LEVEL SECURITY;
ALTER TABLE answered_form      ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON consent_request    USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON consent_question   USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON consent_invitation USING (tenant = current_setting('sluis.tenant', true));
-- Whoever has a code says nothing of a tenant, so it is looked for across ('*').
CREATE POLICY own_tenant ON answer_code
    USING (tenant = current_setting('sluis.tenant', true) OR current_setting('sluis.tenant', true) = '*')
    WITH CHECK (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON answered_form      USING (tenant = current_setting('sluis.tenant', true));

GRANT SELECT, INSERT ON consent_request, consent_question, consent_invitation, answer_code, answered_form TO sluis_app;
GRANT UPDATE (handle, key_epoch, hash, verified, by, until, tries, event) ON answer_code TO sluis_app;
