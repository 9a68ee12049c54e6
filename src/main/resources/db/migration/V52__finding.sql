-- What a reviewer found of a finding. Its note is for colleagues: no entry of the log holds it, and it says nothing of a child.
CREATE TABLE finding_closed (
    tenant    text        NOT NULL,
    party     text        NOT NULL,
    finding   text        NOT NULL CHECK (finding ~ '^[0-9a-f]{64}$'),  -- digest of what it showed when it was closed
    outcome   text        NOT NULL CHECK (outcome IN ('explained', 'followed-up', 'reported')),
    note      text        NOT NULL CHECK (length(note) BETWEEN 1 AND 500),
    person    uuid        NOT NULL,
    closed_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    event     uuid        NOT NULL,                                     -- no entry, no closing
    PRIMARY KEY (tenant, party, finding),
    FOREIGN KEY (tenant, party) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
ALTER TABLE finding_closed ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON finding_closed USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT ON finding_closed TO sluis_app;
GRANT INSERT (tenant, party, finding, outcome, note, person, event) ON finding_closed TO sluis_app;
