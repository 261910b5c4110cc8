-- Keyed hash of report and organisation for one about a partner's worker, so that this organisation is never asked to help
-- the person. It tells a thief nothing: the key stands outside the database, and no two reports share a value.
alter table reporting.report add column concerned bytea check (length(concerned) = 32);
grant update (concerned) on reporting.report to rowan_app;
