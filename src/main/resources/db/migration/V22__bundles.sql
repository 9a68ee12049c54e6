-- The root of each full bundle of 256 entries, so that a proof of one entry need not go through the whole log. Only a copy of
-- what the entries come to: made when it is needed, and a proof that does not fit the checkpoint is not given out.
CREATE TABLE audit_bundle (
    n    bigint PRIMARY KEY CHECK (n >= 0),
    root bytea  NOT NULL CHECK (octet_length(root) = 32)
);
ALTER TABLE audit_bundle ENABLE ROW LEVEL SECURITY;
CREATE POLICY across ON audit_bundle USING (true);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_bundle
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
GRANT SELECT, INSERT ON audit_bundle TO sluis_app;
