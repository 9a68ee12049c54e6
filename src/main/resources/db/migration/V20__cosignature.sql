-- What witnesses said of a checkpoint: a line each below its note. Kept like the checkpoint itself.
CREATE TABLE audit_cosignature (
    size    bigint      NOT NULL REFERENCES audit_checkpoint,
    witness text        NOT NULL,                                  -- its verifier key
    line    text        NOT NULL,                                  -- C2SP tlog-cosignature
    at      timestamptz NOT NULL,
    PRIMARY KEY (witness, size)
);
CREATE INDEX audit_cosignature_size ON audit_cosignature (size);
ALTER TABLE audit_cosignature ENABLE ROW LEVEL SECURITY;
CREATE POLICY across ON audit_cosignature USING (true);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_cosignature
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
GRANT SELECT, INSERT ON audit_cosignature TO sluis_app;
GRANT SELECT ON audit_cosignature TO sluis_auditor;
