-- A row that has not ended. Its lease changes no column of an index: PostgreSQL can write the new version beside the old one.
ALTER TABLE outbox
    ADD COLUMN open boolean GENERATED ALWAYS AS (state IN ('waiting', 'sending', 'parked')) STORED,
    ALTER COLUMN next_at DROP NOT NULL,                            -- none: not before the one before it, or a person, lets it go
    ALTER COLUMN ciphertext SET STORAGE EXTERNAL,                  -- does not get smaller
    SET (fillfactor = 70);
COMMENT ON COLUMN outbox.next_at IS 'when it is to be looked at; null while one before it has not ended, or while it is parked';
UPDATE outbox SET next_at = NULL WHERE state = 'parked';

DROP INDEX outbox_due, outbox_in_order, outbox_expiry, outbox_parked;
CREATE INDEX outbox_due ON outbox (tenant, recipient, next_at) WHERE open;
CREATE INDEX outbox_in_order ON outbox (tenant, subject, recipient, accepted_at) WHERE open;
CREATE INDEX outbox_expiry ON outbox (tenant, expires_at) WHERE open;
CREATE INDEX outbox_parked ON outbox (tenant, settled_at) WHERE open AND settled_at IS NOT NULL;
