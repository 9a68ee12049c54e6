-- What names a person is ciphertext from here on. Each subject has a key of its own, wrapped by an epoch's key that is not in
-- the database; what a subject or a message is found by is a keyed mark. What was there in plain words moves to a table
-- that Sluis empties at its next start, with the keys; dead tuples, the journal and backups of before keep it until the operator
-- sees to them (docs/forgetting.md).
CREATE TABLE subject_key (
    tenant  text  NOT NULL REFERENCES tenant,
    subject uuid  NOT NULL,
    epoch   text  NOT NULL,
    key     bytea NOT NULL,                                        -- wrapped: 12 + 32 + 16 bytes
    PRIMARY KEY (tenant, subject)
);
CREATE INDEX subject_key_epoch ON subject_key (tenant, epoch);

CREATE TABLE unsealed (
    tenant  text NOT NULL,
    place   text NOT NULL,                                        -- table.column
    row     uuid NOT NULL,
    subject uuid,
    value   text NOT NULL,
    PRIMARY KEY (tenant, place, row)
);

ALTER TABLE subject_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE unsealed    ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON subject_key USING (tenant = current_setting('sluis.tenant', true));
CREATE POLICY own_tenant ON unsealed USING (tenant = current_setting('sluis.tenant', true));
GRANT SELECT, INSERT ON subject_key TO sluis_app;

INSERT INTO unsealed SELECT tenant, 'subject.local_id', id, id, local_id FROM subject;
INSERT INTO unsealed SELECT tenant, 'subject.birth_date', id, id, birth_date::text FROM subject WHERE birth_date IS NOT NULL;
INSERT INTO unsealed SELECT tenant, 'holder.local_id', id, subject, local_id FROM holder;
INSERT INTO unsealed SELECT tenant, 'consent.order_reference', id, subject, order_reference FROM consent
    WHERE order_reference IS NOT NULL;
INSERT INTO unsealed SELECT tenant, 'consent.proof_digest', id, subject, proof_digest FROM consent WHERE proof_digest IS NOT NULL;
INSERT INTO unsealed SELECT tenant, 'subject_fact.reference', id, subject, reference FROM subject_fact;
INSERT INTO unsealed SELECT tenant, 'subject_fact.evidence_digest', id, subject, evidence_digest FROM subject_fact;
INSERT INTO unsealed SELECT tenant, 'authority_check.evidence', id, subject, evidence FROM authority_check WHERE evidence IS NOT NULL;
INSERT INTO unsealed SELECT tenant, 'emergency.note', id, subject, note FROM emergency;
INSERT INTO unsealed SELECT r.tenant, 'emergency_review.note', r.emergency, e.subject, r.note
    FROM emergency_review r JOIN emergency e ON e.tenant = r.tenant AND e.id = r.emergency;
INSERT INTO unsealed SELECT f.tenant, 'answered_form.document', f.invitation, i.subject, f.document
    FROM answered_form f JOIN consent_invitation i ON i.tenant = f.tenant AND i.id = f.invitation;
INSERT INTO unsealed SELECT tenant, 'acceptance.kept', disclosure, NULL, encode(digest, 'hex') || message_id FROM acceptance;

ALTER TABLE subject
    DROP COLUMN local_id,
    DROP COLUMN birth_date,
    ADD COLUMN local_id   bytea NOT NULL DEFAULT '',
    ADD COLUMN local_mark bytea,
    ADD COLUMN birth_date bytea,                                   -- null: unknown or partial
    ADD COLUMN birth_mark bytea,
    ADD COLUMN mark_epoch text NOT NULL DEFAULT '';
UPDATE subject SET local_mark = uuid_send(id);
ALTER TABLE subject
    ALTER COLUMN local_id DROP DEFAULT,
    ALTER COLUMN local_mark SET NOT NULL,
    ALTER COLUMN mark_epoch DROP DEFAULT,
    ADD CONSTRAINT pupil_is_one_of_a_kind UNIQUE (tenant, local_mark),
    ADD CHECK ((birth_date IS NULL) = (birth_mark IS NULL));
CREATE INDEX subject_by_birth_date ON subject (tenant, birth_mark) WHERE birth_mark IS NOT NULL;
CREATE INDEX subject_mark_epoch ON subject (tenant, mark_epoch);
-- A pupil has a key, however it came to be here.
INSERT INTO subject_key SELECT tenant, id, '', '' FROM subject;
ALTER TABLE subject ADD FOREIGN KEY (tenant, id) REFERENCES subject_key (tenant, subject);
GRANT UPDATE (local_mark, birth_mark, mark_epoch) ON subject TO sluis_app;
GRANT UPDATE (birth_date) ON subject TO sluis_app;

-- The mark of what belongs to one subject is made with the subject's own key, and never changes.
ALTER TABLE holder
    DROP COLUMN local_id,
    ADD COLUMN local_id   bytea NOT NULL DEFAULT '',
    ADD COLUMN local_mark bytea;
UPDATE holder SET local_mark = uuid_send(id);
ALTER TABLE holder
    ALTER COLUMN local_id DROP DEFAULT,
    ALTER COLUMN local_mark SET NOT NULL,
    ADD UNIQUE (tenant, subject, local_mark);

ALTER TABLE consent
    DROP COLUMN order_reference,
    DROP COLUMN proof_digest,
    ADD COLUMN order_reference bytea,
    ADD COLUMN proof_digest bytea;
UPDATE consent c SET order_reference = '' WHERE order_date IS NOT NULL;
UPDATE consent c SET proof_digest = '' WHERE EXISTS (SELECT FROM unsealed u
    WHERE u.tenant = c.tenant AND u.place = 'consent.proof_digest' AND u.row = c.id);
ALTER TABLE consent ADD CHECK ((order_reference IS NULL) = (order_date IS NULL)
    AND (order_reference IS NULL) = (order_purposes IS NULL)
    AND (order_reference IS NULL OR grantor = 'holder' AND effect = 'grant'));

ALTER TABLE subject_fact
    DROP COLUMN reference,
    DROP COLUMN evidence_digest,
    ADD COLUMN reference bytea NOT NULL DEFAULT '',
    ADD COLUMN evidence_digest bytea NOT NULL DEFAULT '';
ALTER TABLE subject_fact ALTER COLUMN reference DROP DEFAULT, ALTER COLUMN evidence_digest DROP DEFAULT;

ALTER TABLE authority_check DROP COLUMN evidence, ADD COLUMN evidence bytea;
UPDATE authority_check SET evidence = '' WHERE looked_at_by IS NOT NULL;
ALTER TABLE authority_check ADD CHECK ((evidence IS NULL) = (looked_at_by IS NULL));

ALTER TABLE emergency DROP COLUMN note, ADD COLUMN note bytea NOT NULL DEFAULT '';
ALTER TABLE emergency ALTER COLUMN note DROP DEFAULT;
ALTER TABLE emergency_review DROP COLUMN note, ADD COLUMN note bytea NOT NULL DEFAULT '';
ALTER TABLE emergency_review ALTER COLUMN note DROP DEFAULT;

ALTER TABLE answered_form DROP COLUMN document, DROP COLUMN digest, ADD COLUMN document bytea NOT NULL DEFAULT '';
ALTER TABLE answered_form ALTER COLUMN document DROP DEFAULT;

-- The sender's id of a message and the digest of its bytes, wrapped together; a repeat is found by the mark.
ALTER TABLE acceptance
    DROP COLUMN message_id,
    DROP COLUMN digest,
    ADD COLUMN mark       bytea,
    ADD COLUMN mark_epoch text  NOT NULL DEFAULT '',
    ADD COLUMN epoch      text  NOT NULL DEFAULT '',
    ADD COLUMN kept       bytea NOT NULL DEFAULT '';
UPDATE acceptance SET mark = uuid_send(disclosure);
ALTER TABLE acceptance
    ALTER COLUMN mark_epoch DROP DEFAULT,
    ALTER COLUMN epoch DROP DEFAULT,
    ALTER COLUMN kept DROP DEFAULT,
    ADD PRIMARY KEY (tenant, mark);
CREATE INDEX acceptance_mark_epoch ON acceptance (tenant, mark_epoch);
GRANT UPDATE (mark, mark_epoch, epoch, kept) ON acceptance TO sluis_app;

-- A birthday tells a birth date. What there is is found anew: every row here follows from birth dates.
DELETE FROM notification WHERE warning IS NOT NULL;
DELETE FROM warning;
DELETE FROM birthday;
ALTER TABLE warning DROP COLUMN day, ADD COLUMN birthday bytea NOT NULL;
ALTER TABLE birthday DROP COLUMN day, ADD COLUMN day bytea NOT NULL, ADD COLUMN mark bytea NOT NULL, ADD PRIMARY KEY (tenant, subject, mark);
ALTER TABLE warning ADD FOREIGN KEY (tenant, subject, birthday) REFERENCES birthday (tenant, subject, mark);
CREATE UNIQUE INDEX one_warning_a_birthday ON warning (tenant, subject, birthday) WHERE withdrawn IS NULL;
CREATE INDEX warning_that_stands ON warning (tenant) WHERE withdrawn IS NULL;
GRANT INSERT ON warning, birthday TO sluis_app;
