alter table consent_person add column closed integer not null default 0 check (closed in (0, 1));
