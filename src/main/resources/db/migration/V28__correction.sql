-- What an organisation put right, or takes back, of what it told about a pupil: everyone who has it must hear of it (GDPR art. 16 to 19).
-- Names of elements, never a value. Never changed: who was told is a row of its own.
CREATE TABLE correction (
    tenant   text        NOT NULL,
    id       uuid        NOT NULL,
    subject  uuid        NOT NULL,
    school   text        NOT NULL,
    what     text        NOT NULL CHECK (what IN ('rectified', 'erased', 'restricted')),
    elements text[]      NOT NULL CHECK (cardinality(elements) > 0),
    at       timestamptz NOT NULL,                                -- the machine's time, as in the entry
    event    uuid        NOT NULL UNIQUE,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
    FOREIGN KEY (tenant, school) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
CREATE INDEX correction_of_school ON correction (tenant, school);

-- That somebody told a recipient of it by another way than Sluis.
CREATE TABLE correction_told (
    tenant     text NOT NULL,
    correction uuid NOT NULL,
    recipient  text NOT NULL,
    event      uuid NOT NULL UNIQUE,
    PRIMARY KEY (tenant, correction, recipient),
    FOREIGN KEY (tenant, correction) REFERENCES correction (tenant, id),
    FOREIGN KEY (tenant, recipient) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
ALTER TABLE correction      ENABLE ROW LEVEL SECURITY;
ALTER TABLE correction_told ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON correction      USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON correction_told USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT ON correction, correction_told TO sluis_app;
