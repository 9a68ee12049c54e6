-- A question about nobody in particular has no subject. Whatever leads to somebody has one.
ALTER TABLE outbox
    ALTER COLUMN subject DROP NOT NULL,
    ADD CONSTRAINT about_somebody_or_nobody
        CHECK (subject IS NOT NULL OR NOT ('subject.pairwiseId' = ANY (elements)));
