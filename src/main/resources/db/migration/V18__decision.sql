-- What each decision saw, without content: by it a decision is replayed and explained, and a draft policy is tried on the
-- past. Erasable: the entry holds salted commitments to it and to its trace, and nothing else.
CREATE TABLE decision (
    tenant     text        NOT NULL,
    event      uuid        NOT NULL,                              -- no entry, no decision
    disclosure uuid        NOT NULL,
    step       text        NOT NULL CHECK (step IN ('accept', 'clear')),
    at         timestamptz NOT NULL,                              -- the machine's time, as in the entry
    subject    uuid,
    input      text        NOT NULL,                              -- the DecisionInput, canonical JSON
    outcome    text        NOT NULL,                              -- of the decision; what came after may have held it
    reason     text,
    PRIMARY KEY (tenant, event),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
CREATE INDEX decision_accepting ON decision (tenant, at) WHERE step = 'accept';
CREATE INDEX decision_of_disclosure ON decision (tenant, disclosure);
CREATE INDEX decision_of_subject ON decision (tenant, subject);

ALTER TABLE decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON decision USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT, DELETE ON decision TO sluis_app;
