-- Runs as sluis_owner. Grants on tables are explicit, beside each table: no default privileges, so that a new table is
-- closed until someone decides who may touch it.
REVOKE ALL ON SCHEMA sluis FROM PUBLIC;
GRANT USAGE ON SCHEMA sluis TO sluis_app, sluis_auditor;

-- A function is executable by everyone unless this is said first; grant EXECUTE beside each function.
ALTER DEFAULT PRIVILEGES FOR ROLE sluis_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Nobody but the owner makes anything in this database, not even a temporary table, and no other role connects.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO sluis_app, sluis_auditor', current_database());
    IF EXISTS (SELECT FROM pg_namespace WHERE nspname = 'public' AND pg_has_role(nspowner, 'USAGE')) THEN
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
    END IF;
END
$$;
