-- What a sender has still to be told: written in the transaction of the change itself. Ids and codes only.
CREATE TABLE notification (
    tenant     text        NOT NULL,
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    disclosure uuid        NOT NULL,
    state      text        NOT NULL,
    reason     text,
    at         timestamptz NOT NULL,
    next_at    timestamptz NOT NULL,
    attempts   integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, disclosure) REFERENCES outbox (tenant, disclosure)
);
CREATE INDEX notification_due ON notification (tenant, next_at);

ALTER TABLE notification ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON notification USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT, DELETE ON notification TO sluis_app;
GRANT UPDATE (next_at, attempts) ON notification TO sluis_app;
