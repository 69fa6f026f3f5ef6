alter table rating_admission add column has_plan integer check (has_plan in (0, 1));
