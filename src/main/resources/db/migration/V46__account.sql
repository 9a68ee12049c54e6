-- What a person signs in to the console with. The password as an Argon2id hash; the secret of the codes (RFC 6238) is derived from
-- a key outside the database and a nonce of this row, so a copy of the database signs nobody in.
CREATE TABLE console_account (
    tenant     text        NOT NULL,
    person     uuid        NOT NULL,
    name       text        NOT NULL CHECK (name ~ '^[a-z0-9-]{1,40}@[a-z0-9-]{2,63}$'),   -- reference@organisation
    password   text        NOT NULL,
    epoch      text        NOT NULL,
    nonce      bytea       NOT NULL CHECK (length(nonce) = 16),
    step       bigint      NOT NULL,                              -- the last time step whose code was used: none counts twice
    failures   smallint    NOT NULL DEFAULT 0,                    -- since the last time it went well
    shut_until timestamptz NOT NULL DEFAULT '-infinity',
    event      uuid        NOT NULL,
    PRIMARY KEY (tenant, person),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
CREATE INDEX console_account_by_name ON console_account (name);

-- One a person: a newer one takes the place of an older one, and using it removes it.
CREATE TABLE console_invitation (
    tenant text        NOT NULL,
    person uuid        NOT NULL,
    name   text        NOT NULL,
    token  bytea       NOT NULL UNIQUE CHECK (length(token) = 32),   -- SHA-256 of 256 random bits
    epoch  text        NOT NULL,
    nonce  bytea       NOT NULL CHECK (length(nonce) = 16),
    until  timestamptz NOT NULL,
    tries  smallint    NOT NULL DEFAULT 0,
    event  uuid        NOT NULL,
    PRIMARY KEY (tenant, person),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

ALTER TABLE console_account    ENABLE ROW LEVEL SECURITY;
ALTER TABLE console_invitation ENABLE ROW LEVEL SECURITY;
-- Who signs in says nothing of a tenant, so both are looked for across ('*').
CREATE POLICY own_tenant ON console_account
    USING (tenant = current_setting('sluis.tenant', true) OR current_setting('sluis.tenant', true) = '*')
    WITH CHECK (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON console_invitation
    USING (tenant = current_setting('sluis.tenant', true) OR current_setting('sluis.tenant', true) = '*')
    WITH CHECK (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT, DELETE ON console_account, console_invitation TO sluis_app;
GRANT UPDATE (step, failures, shut_until) ON console_account TO sluis_app;
GRANT UPDATE (tries) ON console_invitation TO sluis_app;

-- What the log calls the console is no client that anyone can register.
ALTER TABLE client ADD CONSTRAINT console_is_no_client CHECK (id <> 'console');
