-- Where the log was broken off after a restore: from this index on it has another name. What two persons signed is kept.
CREATE TABLE audit_break (
    first      bigint PRIMARY KEY CHECK (first >= 0),              -- the index of its entry
    origin     text   NOT NULL UNIQUE,
    old_origin text   NOT NULL,
    old_size   bigint NOT NULL CHECK (old_size > first),           -- what the checkpoint outside the database covered
    old_root   bytea  NOT NULL CHECK (octet_length(old_root) = 32),
    content    text   NOT NULL,                                    -- canonical JSON: what was signed
    statements text[] NOT NULL CHECK (cardinality(statements) = 2),
    tenant     text   NOT NULL,
    event      uuid   NOT NULL,
    FOREIGN KEY (tenant, event) REFERENCES audit_event (tenant, id)
);
ALTER TABLE audit_break ENABLE ROW LEVEL SECURITY;
CREATE POLICY across ON audit_break USING (true);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_break
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
GRANT SELECT, INSERT ON audit_break TO sluis_app;
GRANT SELECT ON audit_break TO sluis_auditor;
