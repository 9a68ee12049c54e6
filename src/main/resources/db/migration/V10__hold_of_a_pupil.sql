-- Whom a hold was about: what was found in a text about one pupil says nothing of a text about another. Null where it was
-- about nobody, or nobody was known yet. No foreign key: a refusal waits for no lock of a subject. The row's policy and
-- grants are those of V5; a hold from before counts for no pupil.
ALTER TABLE refusal
    ADD COLUMN subject uuid;
