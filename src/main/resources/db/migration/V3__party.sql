-- Who is who. A party is an organisation in one controller's directory; its row is the lock that key changes bump.
CREATE TABLE party (
    tenant    text   NOT NULL REFERENCES tenant,
    id        text   NOT NULL CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$'),
    kind      text   NOT NULL CHECK (kind IN ('school', 'youth-team', 'youth-care-provider')),
    name      text   NOT NULL,
    oin       text   CHECK (oin ~ '^[0-9]{20}$'),
    brin      text,
    agb       text,
    connector text,                                               -- how it receives: a folder of routes/connectors
    transport text   CHECK (transport IN ('tls', 'envelope')),
    webhook   text,                                               -- where it wants to hear what became of a disclosure
    version   bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id),
    CHECK ((connector IS NULL) = (transport IS NULL))
);

-- An OAuth2 client: a party itself, or a vendor that acts for parties under a mandate. Public keys only.
CREATE TABLE client (
    id     text PRIMARY KEY,
    tenant text NOT NULL REFERENCES tenant,
    party  text,
    vendor text,
    jwks   jsonb NOT NULL,
    UNIQUE (tenant, id),
    CHECK ((party IS NULL) <> (vendor IS NULL)),
    FOREIGN KEY (tenant, party) REFERENCES party (tenant, id)
);

CREATE TABLE mandate (
    tenant      text NOT NULL,
    client      text NOT NULL,
    party       text NOT NULL,
    valid_from  date NOT NULL,
    valid_until date NOT NULL CHECK (valid_until > valid_from),
    evidence    text NOT NULL,
    PRIMARY KEY (tenant, client, party, valid_from),
    FOREIGN KEY (tenant, client) REFERENCES client (tenant, id),
    FOREIGN KEY (tenant, party) REFERENCES party (tenant, id)
);

-- What a party may send, to whom, for which purpose, through which connector.
CREATE TABLE entitlement (
    tenant      text NOT NULL,
    sender      text NOT NULL,
    purpose     text NOT NULL,
    recipient   text NOT NULL,
    connector   text NOT NULL,
    valid_from  date NOT NULL,
    valid_until date NOT NULL CHECK (valid_until > valid_from),
    PRIMARY KEY (tenant, sender, purpose, recipient, connector, valid_from),
    FOREIGN KEY (tenant, sender) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, recipient) REFERENCES party (tenant, id)
);

-- A client assertion is good once, on any node (RFC 7523 section 3).
CREATE TABLE assertion_use (
    client  text        NOT NULL,
    jti     text        NOT NULL,
    expires timestamptz NOT NULL,
    PRIMARY KEY (client, jti)
);

ALTER TABLE party         ENABLE ROW LEVEL SECURITY;
ALTER TABLE client        ENABLE ROW LEVEL SECURITY;
ALTER TABLE mandate       ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlement   ENABLE ROW LEVEL SECURITY;
ALTER TABLE assertion_use ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON party USING (tenant = current_setting('sluis.tenant', true));
-- A client names itself before its tenant is known, so the token endpoint looks across ('*').
CREATE POLICY own_tenant ON client
    USING (tenant = current_setting('sluis.tenant', true) OR current_setting('sluis.tenant', true) = '*')
    WITH CHECK (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON mandate
    USING (tenant = current_setting('sluis.tenant', true) OR current_setting('sluis.tenant', true) = '*')
    WITH CHECK (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON entitlement USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY any_tenant ON assertion_use USING (true);

GRANT SELECT, INSERT ON party, client, mandate, entitlement TO sluis_app;
GRANT UPDATE (name, connector, transport, webhook, version) ON party TO sluis_app;
GRANT UPDATE (jwks) ON client TO sluis_app;
GRANT UPDATE (valid_until) ON mandate, entitlement TO sluis_app;
GRANT SELECT, INSERT, DELETE ON assertion_use TO sluis_app;
