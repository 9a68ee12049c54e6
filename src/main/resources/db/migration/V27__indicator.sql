-- What the parties of an agreement were told of a school year, in the parts that figures are made of. Never changed: the one of the
-- newest day counts, and what comes to it later are so many pupils that the difference tells of none. No row names a child.
CREATE TABLE indicator_figure (
    tenant    text    NOT NULL,
    agreement text    NOT NULL,
    year      integer NOT NULL,                                   -- in which the school year begins
    part      text    NOT NULL CHECK (part ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    sender    text    NOT NULL,
    recipient text    NOT NULL,
    until     date    NOT NULL,                                   -- the first day that is not in it
    count     bigint  NOT NULL CHECK (count > 0),
    event     uuid    NOT NULL,                                   -- no entry, no figure
    PRIMARY KEY (tenant, agreement, year, part, sender, recipient, until),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
ALTER TABLE indicator_figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON indicator_figure USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT ON indicator_figure TO sluis_app;
