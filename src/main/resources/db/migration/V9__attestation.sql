-- An author may attest to passages of free text that held a disclosure: what was held, for whom, and where. Places and
-- kinds only. The row's policy and grants are those of V5; rows from before say nothing of it and can be attested to never.
ALTER TABLE refusal
    ADD COLUMN purpose   text,
    ADD COLUMN recipient text,
    ADD COLUMN found     text[] NOT NULL DEFAULT '{}',
    ADD CHECK (cardinality(found) = 0 OR reason = 'free-text-to-look-at');
