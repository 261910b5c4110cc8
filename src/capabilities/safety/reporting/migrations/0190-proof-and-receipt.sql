-- The proof of submission that was issued: a minute, a commitment and a signature. It opens nothing.
alter table reporting.report add column proof text check (length(proof) between 100 and 400);
grant update (proof) on reporting.report to rowan_app;
-- Whoever takes a new receipt has the replies wrapped to it; whoever deletes their access leaves no wrap behind.
grant update (receipt_key_wrap) on reporting.message to rowan_app;
