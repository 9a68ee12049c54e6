-- A recipient of envelopes: where they go, and the public key (a JWK) that they are sealed to.
ALTER TABLE party
    ADD COLUMN address text,
    ADD COLUMN seal_to jsonb,
    ADD CONSTRAINT envelopes_alone_have_an_address CHECK (transport = 'envelope' OR (address IS NULL AND seal_to IS NULL)),
    ADD CONSTRAINT seal_to_is_public CHECK (NOT jsonb_exists(seal_to, 'd'));
GRANT UPDATE (address, seal_to) ON party TO sluis_app;
