-- Breaking the glass: a named professional and a second person opened one recipient for one subject, for hours. Never
-- changed; the review that closes it is a row of its own, and without one it stays on the list.
CREATE TABLE emergency (
    tenant        text        NOT NULL,
    id            uuid        NOT NULL,
    subject       uuid        NOT NULL,
    recipient     text        NOT NULL,
    reason        text        NOT NULL CHECK (reason ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    note          text        NOT NULL,                           -- the organisation's own id of the note it stands in
    proposal      uuid        NOT NULL,
    professional  uuid        NOT NULL,
    second_person uuid        NOT NULL CHECK (second_person <> professional),
    opened_at     timestamptz NOT NULL DEFAULT statement_timestamp(),
    expires_at    timestamptz NOT NULL,
    event         uuid        NOT NULL UNIQUE,
    PRIMARY KEY (tenant, id),
    CONSTRAINT proposal_is_used_once UNIQUE (tenant, proposal),
    CHECK (expires_at > opened_at AND expires_at <= opened_at + interval '72 hours'),
    FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
    FOREIGN KEY (tenant, recipient) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, proposal) REFERENCES proposal (tenant, id),
    FOREIGN KEY (tenant, professional) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, second_person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
CREATE INDEX emergency_of_subject ON emergency (tenant, subject);

CREATE TABLE emergency_review (
    tenant     text        NOT NULL,
    emergency  uuid        NOT NULL,
    proposal   uuid        NOT NULL,
    proposed_by uuid       NOT NULL,
    reviewer   uuid        NOT NULL CHECK (reviewer <> proposed_by),
    notice     text        NOT NULL CHECK (notice IN ('given', 'withheld')),
    notice_on  date        NOT NULL,
    note       text        NOT NULL,
    justified  boolean     NOT NULL,
    closed_at  timestamptz NOT NULL DEFAULT statement_timestamp(),
    event      uuid        NOT NULL UNIQUE,
    PRIMARY KEY (tenant, emergency),
    FOREIGN KEY (tenant, emergency) REFERENCES emergency (tenant, id),
    FOREIGN KEY (tenant, proposal) REFERENCES proposal (tenant, id),
    FOREIGN KEY (tenant, proposed_by) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, reviewer) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

ALTER TABLE emergency        ENABLE ROW LEVEL SECURITY;
ALTER TABLE emergency_review ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON emergency        USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON emergency_review USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT ON emergency, emergency_review TO sluis_app;
