create table referrals_duplicate (
  one_id uuid not null references referrals_person (id),
  other_id uuid not null references referrals_person (id),
  area text not null,
  same_number integer not null check (same_number in (0, 1)),
  same_name_and_birth integer not null check (same_name_and_birth in (0, 1)),
  same_name_and_postcode integer not null check (same_name_and_postcode in (0, 1)),
  sounds_alike integer not null check (sounds_alike in (0, 1)),
  found_at text not null,
  judged_at text,
  judged_by_signature text,
  why text,
  primary key (one_id, other_id)
);

create index referrals_duplicate_open on referrals_duplicate (area, found_at, one_id, other_id) where judged_at is null;

create table referrals_duplicate_look (
  area text primary key,
  at text not null
);
