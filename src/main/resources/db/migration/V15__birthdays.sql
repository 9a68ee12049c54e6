-- Birthdays on which another age band of the law begins. Those of a day are found by the birth dates that lead to it.
CREATE INDEX subject_by_birth_date ON subject (tenant, birth_date) WHERE birth_date IS NOT NULL;

-- Up to and with which day, in the law's zone, the birthdays were handled: what was missed is caught up from there.
CREATE TABLE birthday_watch (
    tenant text PRIMARY KEY REFERENCES tenant,
    day    date NOT NULL
);

-- One birthday of one subject: handled once, on however many nodes.
CREATE TABLE birthday (
    tenant  text   NOT NULL,
    subject uuid   NOT NULL,
    day     date   NOT NULL,
    looked  bigint NOT NULL DEFAULT 0,                            -- version of the subject at which it was looked whether to warn
    passed  uuid   UNIQUE,                                        -- the entry that it came
    PRIMARY KEY (tenant, subject, day),
    FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
    FOREIGN KEY (tenant, passed) REFERENCES audit_event (tenant, id)
);

-- To the school of the pupil alone: from that day on others are asked. Kinds of grantors, never persons.
CREATE TABLE warning (
    tenant    text   NOT NULL,
    id        uuid   NOT NULL,
    subject   uuid   NOT NULL,
    day       date   NOT NULL,
    asked     text[] NOT NULL CHECK (asked <@ ARRAY ['child', 'holder']),
    event     uuid   NOT NULL UNIQUE,
    seen      uuid   UNIQUE,                                      -- the entry that the school saw it
    withdrawn uuid   UNIQUE,                                      -- the entry that it was wrong, or is so no more
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, subject, day) REFERENCES birthday (tenant, subject, day),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id),
    FOREIGN KEY (tenant, seen) REFERENCES audit_event (tenant, id),
    FOREIGN KEY (tenant, withdrawn) REFERENCES audit_event (tenant, id)
);
CREATE UNIQUE INDEX one_warning_a_birthday ON warning (tenant, subject, day) WHERE withdrawn IS NULL;
CREATE INDEX warning_to_come ON warning (tenant, day) WHERE withdrawn IS NULL;

ALTER TABLE birthday_watch ENABLE ROW LEVEL SECURITY;
ALTER TABLE birthday       ENABLE ROW LEVEL SECURITY;
ALTER TABLE warning        ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON birthday_watch USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON birthday       USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON warning        USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT ON birthday_watch, birthday, warning TO sluis_app;
GRANT UPDATE (day) ON birthday_watch TO sluis_app;
GRANT UPDATE (looked, passed) ON birthday TO sluis_app;
GRANT UPDATE (seen, withdrawn) ON warning TO sluis_app;

-- What a party has still to be told is about a disclosure of its own or about a warning.
ALTER TABLE notification ADD party text;
UPDATE notification n SET party = o.sender FROM outbox o WHERE o.tenant = n.tenant AND o.disclosure = n.disclosure;
ALTER TABLE notification
    ALTER party SET NOT NULL,
    ALTER disclosure DROP NOT NULL,
    ADD warning uuid,
    ADD CHECK ((disclosure IS NULL) <> (warning IS NULL)),
    ADD FOREIGN KEY (tenant, party) REFERENCES party (tenant, id),
    ADD FOREIGN KEY (tenant, warning) REFERENCES warning (tenant, id);
