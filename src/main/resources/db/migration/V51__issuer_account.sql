-- Who signs in at an issuer says nothing of a tenant that we could trust, so the account is looked for across ('*'), as in V46.
DROP POLICY own_tenant ON person_account;
CREATE POLICY own_tenant ON person_account
    USING (tenant = current_setting('sluis.tenant', true) OR current_setting('sluis.tenant', true) = '*')
    WITH CHECK (tenant = current_setting('sluis.tenant', true));
CREATE INDEX person_account_at_issuer ON person_account (issuer, subject) WHERE issuer IS NOT NULL;
