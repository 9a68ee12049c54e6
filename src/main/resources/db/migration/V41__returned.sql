-- Whoever got what is to be answered may hand it back: it is not the one to act, and who sent it has the ball again. It stays on the list
-- until it is sent anew, or answered after all.
ALTER TABLE outbox DROP CONSTRAINT outbox_reply_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_reply_check
    CHECK (reply IN ('expected', 'overdue', 'escalated', 'returned', 'answered'));
DROP INDEX outbox_reply;
CREATE INDEX outbox_reply ON outbox (tenant, purpose) WHERE reply IN ('expected', 'overdue', 'escalated', 'returned');
