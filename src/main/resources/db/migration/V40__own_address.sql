-- An ordinary server has an address too, where it is not the one behind its connector's route.
ALTER TABLE party
    DROP CONSTRAINT envelopes_alone_have_an_address,
    ADD CONSTRAINT envelopes_alone_have_a_key CHECK (transport = 'envelope' OR seal_to IS NULL);
