-- What came of an answered form, and the code by which whoever answered takes it back. Both go when the form goes.
CREATE TABLE answered_consent (
    tenant     text     NOT NULL,
    invitation uuid     NOT NULL,
    question   smallint NOT NULL,                                  -- number of the question in its request
    consent    uuid     NOT NULL,
    PRIMARY KEY (tenant, consent),
    UNIQUE (tenant, invitation, question),
    FOREIGN KEY (tenant, invitation) REFERENCES answered_form (tenant, invitation) ON DELETE CASCADE,
    FOREIGN KEY (tenant, consent) REFERENCES consent (tenant, id) ON DELETE CASCADE
);

-- Its first part finds the row; of the rest there is a keyed hash. No number of tries ends it: a stranger must not be able to
-- keep anybody from withdrawing, and sixty bits are not guessed at sixty tries a minute.
CREATE TABLE withdrawal_code (
    tenant     text  NOT NULL,
    invitation uuid  NOT NULL,
    handle     text  NOT NULL CHECK (handle ~ '^[0-9A-HJKMNP-TV-Z]{4}$'),
    key_epoch  text  NOT NULL,
    hash       bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (tenant, invitation),
    FOREIGN KEY (tenant, invitation) REFERENCES answered_form (tenant, invitation) ON DELETE CASCADE
);
CREATE INDEX withdrawal_code_by_handle ON withdrawal_code (handle);

ALTER TABLE answered_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE withdrawal_code  ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON answered_consent USING (tenant = current_setting('sluis.tenant', true));
-- Whoever has a code says nothing of a tenant, so it is looked for across ('*').
CREATE POLICY own_tenant ON withdrawal_code
    USING (tenant = current_setting('sluis.tenant', true) OR current_setting('sluis.tenant', true) = '*')
    WITH CHECK (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT ON answered_consent, withdrawal_code TO sluis_app;

-- What the log calls whoever has a code is no client that anyone can register.
ALTER TABLE client ADD CONSTRAINT code_is_no_client CHECK (id NOT IN ('answer-by-code', 'withdrawal-by-code'));
