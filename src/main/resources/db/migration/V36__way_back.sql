-- Whoever was told of a pupil speaks of it by the id that it alone was given, and is found by the mark of that.
ALTER TABLE acceptance ADD COLUMN told_mark bytea;
CREATE INDEX acceptance_told ON acceptance (tenant, told_mark) WHERE told_mark IS NOT NULL;
GRANT UPDATE (told_mark) ON acceptance TO sluis_app;

-- Who may tell: a yes to what one organisation tells the school is none to what another does. None: the school itself.
ALTER TABLE consent
    ADD COLUMN discloser text,
    ADD CONSTRAINT consent_discloser_is_known FOREIGN KEY (tenant, discloser) REFERENCES party (tenant, id);
