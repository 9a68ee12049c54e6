-- What a check of authority was based on: the SHA-256 of the document, and who looked at it. Which sources need it the law
-- says. The answer of a register is committed to in the entry of the check, under a salt of its own that can be erased.
ALTER TABLE authority_check
    ADD COLUMN evidence     text CHECK (evidence ~ '^[0-9a-f]{64}$'),
    ADD COLUMN looked_at_by text,
    ADD CHECK ((evidence IS NULL) = (looked_at_by IS NULL));
