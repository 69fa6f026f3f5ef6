create table referrals_import_turn (
  id integer primary key check (id = 1),
  taken_at text not null
);

insert into referrals_import_turn (id, taken_at) values (1, '2026-11-21T00:00:00.000Z');
