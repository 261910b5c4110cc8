-- What the owner of a session is shown to tell it from their others: a coarse word such as “a phone”, sealed by the capability.
alter table platform.web_session add column about bytea;
