-- What is out of the ordinary about a pupil, in the law's own words (law.yaml, facts): dated, with evidence. Of a word the
-- newest row that is in force counts, and nothing is deleted: what is over is said by a newer row.
CREATE TABLE subject_fact (
    tenant      text   NOT NULL,
    id          uuid   NOT NULL,
    subject     uuid   NOT NULL,
    holder      uuid,                                             -- where it is about one holder
    purpose     text,                                             -- where it holds for one purpose only
    recipient   text,                                             -- and for one recipient only
    word        text   NOT NULL CHECK (word ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    value       text   NOT NULL CHECK (value ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    valid_from  date   NOT NULL,
    valid_until date   CHECK (valid_until > valid_from),          -- the first day on which it is no more; null: open
    reference   text   NOT NULL,                                  -- of the court's order, the form or the note it stands in
    evidence_by text   NOT NULL,                                  -- the professional who looked
    evidence_at timestamptz NOT NULL,
    evidence_digest text NOT NULL CHECK (evidence_digest ~ '^[0-9a-f]{64}$'),
    version     bigint NOT NULL,                                  -- of the subject when it was recorded
    event       uuid   NOT NULL UNIQUE,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
    FOREIGN KEY (tenant, subject, holder) REFERENCES holder (tenant, subject, id),
    CONSTRAINT fact_recipient_is_known FOREIGN KEY (tenant, recipient) REFERENCES party (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
CREATE INDEX fact_of_subject ON subject_fact (tenant, subject);

-- A text that was put before grantors. A newer one may change so much that a yes to the older counts no more.
CREATE TABLE consent_text (
    tenant     text    NOT NULL REFERENCES tenant,
    purpose    text    NOT NULL,
    version    text    NOT NULL,
    place      bigint  NOT NULL,                                  -- its order among the texts of its purpose
    material   boolean NOT NULL,                                  -- whether a yes to any text before it counts no more
    from_day   date    NOT NULL,
    digest     text    NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    event      uuid    NOT NULL UNIQUE,
    PRIMARY KEY (tenant, purpose, version),
    UNIQUE (tenant, purpose, place),
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);

-- A statement is about one recipient, or about all of a kind; and a court may have put its word in a holder's place.
ALTER TABLE consent ALTER recipient DROP NOT NULL;
ALTER TABLE consent ADD recipient_kind text CHECK (recipient_kind ~ '^[a-z0-9][a-z0-9-]{0,31}$');
ALTER TABLE consent ADD CHECK ((recipient IS NULL) <> (recipient_kind IS NULL));
ALTER TABLE consent ADD order_reference text;
ALTER TABLE consent ADD order_date date;
ALTER TABLE consent ADD order_purposes text[];
ALTER TABLE consent ADD CHECK ((order_reference IS NULL) = (order_date IS NULL)
    AND (order_reference IS NULL) = (order_purposes IS NULL)
    AND (order_reference IS NULL OR grantor = 'holder' AND effect = 'grant'));

ALTER TABLE subject_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_text ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON subject_fact USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON consent_text USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT ON subject_fact, consent_text TO sluis_app;

-- Who may be sent to or send grows with the law's kinds of those who disclose and of special channels.
ALTER TABLE party DROP CONSTRAINT party_kind_check;
ALTER TABLE party ADD CONSTRAINT party_kind_check CHECK (kind IN ('school', 'childcare', 'mbo', 'youth-team',
    'municipality', 'youth-care-provider', 'certified-institution', 'medical-treatment',
    'reporting-centre', 'reference-index', 'child-protection-board'));
