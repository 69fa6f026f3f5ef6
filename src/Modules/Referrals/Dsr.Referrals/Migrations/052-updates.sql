alter table referrals_update add column no_change integer not null default 0 check (no_change in (0, 1));

alter table referrals_update add column follows text not null default '';

alter table referrals_update add column error_at text;

alter table referrals_update add column error_by_signature text;

alter table referrals_update add column error_why text;

create table referrals_follower (
  person_id uuid not null references referrals_person (id),
  user_id uuid not null,
  from_at text not null,
  primary key (person_id, user_id)
);
