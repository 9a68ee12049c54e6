-- Who is at which school, as its own administration said last. Of a pupil a keyed mark and nothing else, under a key of this roster's own:
-- the next one has another, and what stood under this one tells nothing any more.
CREATE TABLE roster (
    tenant text  NOT NULL,
    school text  NOT NULL,
    event  uuid  NOT NULL,
    day    date  NOT NULL,                -- that it holds for
    epoch  text  NOT NULL,
    key    bytea NOT NULL,
    PRIMARY KEY (tenant, school),
    FOREIGN KEY (tenant, school) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
CREATE TABLE roster_pupil (
    tenant text  NOT NULL,
    school text  NOT NULL,
    mark   bytea NOT NULL,
    PRIMARY KEY (tenant, school, mark),
    FOREIGN KEY (tenant, school) REFERENCES roster (tenant, school)
);
ALTER TABLE roster       ENABLE ROW LEVEL SECURITY;
ALTER TABLE roster_pupil ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON roster       USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON roster_pupil USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT, UPDATE (event, day, epoch, key) ON roster TO sluis_app;
GRANT SELECT, INSERT, DELETE ON roster_pupil TO sluis_app;
