alter table referrals_person add column next_action_due_on text;

alter table referrals_person add column changed_at text;

alter table referrals_person add column placement text;

alter table referrals_person add column placement_ends_on text;

create index referrals_person_actions on referrals_person (area, state, next_action_due_on);
create index referrals_person_changed on referrals_person (area, state, changed_at);
create index referrals_person_placement on referrals_person (area, state, placement, rating_urgency, update_due_on, id);
create index referrals_person_place on referrals_person (area, state, local_authority, rating_urgency, update_due_on, id);
create index referrals_person_owned on referrals_person (area, state, owner_id, rating_urgency, update_due_on, id);

create table referrals_placement (
  id uuid primary key,
  person_id uuid not null references referrals_person (id),
  kind text not null check (kind in ('family', 'own-home', 'supported-living', 'residential-home', 'residential-38', 'residential-52', 'hospital', 'other')),
  place text not null,
  local_authority text,
  from_on text not null,
  ends_on text,
  left_on text,
  note text not null,
  recorded_at text not null,
  recorded_by_signature text not null,
  alerted_at text,
  version integer not null
);

create index referrals_placement_person on referrals_placement (person_id, from_on);
create index referrals_placement_ends on referrals_placement (ends_on) where left_on is null and alerted_at is null;

create table referrals_saved_search (
  id uuid primary key,
  area text not null,
  user_id uuid not null,
  name text not null,
  query text not null,
  shared integer not null check (shared in (0, 1)),
  made_at text not null
);

create index referrals_saved_search_user on referrals_saved_search (user_id, name);
create index referrals_saved_search_area on referrals_saved_search (area, shared, name);

create table referrals_export (
  id uuid primary key,
  area text not null,
  user_id uuid not null,
  query text not null,
  purpose text not null check (purpose in ('care', 'meeting', 'check', 'other')),
  why text not null,
  people integer not null,
  made_at text not null,
  first_downloaded_at text
);

create index referrals_export_user on referrals_export (user_id, made_at);
