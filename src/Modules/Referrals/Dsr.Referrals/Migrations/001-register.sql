create table referrals_person (
  id uuid primary key,
  reference text not null unique,
  area text not null,
  first_name text not null,
  last_name text not null,
  preferred_name text,
  name_key text not null,
  last_name_key text not null,
  sounds_like text not null,
  born_on text,
  nhs_number text,
  address text,
  postcode text,
  local_authority text,
  gp_practice text,
  diagnosis text not null check (diagnosis in ('learning-disability', 'autism', 'both', 'not-known')),
  communication text,
  state text not null check (state in ('candidate', 'active', 'removed')),
  registered_on text,
  owner_id uuid,
  owner_name text,
  owner_organisation_id uuid,
  owner_organisation_name text,
  issues text,
  tried text,
  would_help text,
  plan text,
  last_update_on text,
  update_due_on text,
  rating text check (rating in ('red', 'amber', 'green', 'blue')),
  rating_since_on text,
  rating_urgency integer not null,
  authority_kind text,
  authority_ends_on text,
  withdrawn_at text,
  version integer not null,
  constraint referrals_person_active_has_its_clock check (state <> 'active' or (last_update_on is not null and update_due_on is not null))
);

create index referrals_person_nhs_number on referrals_person (nhs_number);
create index referrals_person_name on referrals_person (area, state, last_name_key, name_key, id);
create index referrals_person_first_name on referrals_person (area, state, name_key, id);
create index referrals_person_sounds_like on referrals_person (area, state, sounds_like, last_name_key);
create index referrals_person_born on referrals_person (area, state, born_on);
create index referrals_person_urgency on referrals_person (area, state, rating_urgency, update_due_on, id);
create index referrals_person_last_update on referrals_person (area, state, last_update_on, id);
create index referrals_person_authority on referrals_person (area, state, (coalesce(authority_ends_on, '')), id);
create index referrals_person_organisation on referrals_person (area, state, owner_organisation_id, rating_urgency, update_due_on, id);
create index referrals_person_owner on referrals_person (owner_id, state);

create table referrals_link (
  id uuid primary key,
  person_id uuid not null references referrals_person (id),
  user_id uuid,
  organisation_id uuid not null,
  kind text not null check (kind in ('owner', 'referrer_of', 'named_professional', 'org_involved')),
  from_on text not null,
  ends_on text
);

create index referrals_link_person on referrals_link (person_id);
create index referrals_link_user on referrals_link (user_id, person_id);
create index referrals_link_organisation on referrals_link (organisation_id, person_id) where user_id is null;

create table referrals_update (
  id uuid primary key,
  person_id uuid not null references referrals_person (id),
  happened_on text not null,
  added_at text not null,
  added_by uuid not null,
  added_by_signature text not null,
  what text not null,
  risk text not null check (risk in ('higher', 'same', 'lower', 'not-sure')),
  spoke_to text not null,
  why_no_one text
);

create index referrals_update_person on referrals_update (person_id, added_at);

create table referrals_event (
  id uuid primary key,
  person_id uuid not null,
  at text not null,
  kind text not null,
  who text not null,
  object_id uuid,
  title text not null,
  body text
);

create index referrals_event_person on referrals_event (person_id, id);

create table referrals_inbox (
  id uuid primary key,
  area text not null,
  person_id uuid,
  referral_id uuid,
  kind text not null,
  at text not null,
  who text not null,
  title text not null,
  read_at text,
  read_by uuid,
  taken_by uuid
);

create index referrals_inbox_unread on referrals_inbox (area, read_at, at, id);

create table referrals_user (
  user_id uuid primary key,
  name text not null,
  email text not null,
  organisation_id uuid not null,
  organisation_name text not null,
  area text not null,
  role text not null,
  active integer not null check (active in (0, 1))
);

create index referrals_user_area on referrals_user (area, organisation_id);

create table referrals_search (
  id uuid primary key,
  user_id uuid not null,
  session_id uuid not null,
  typed text not null,
  people text not null,
  at text not null
);

create index referrals_search_user on referrals_search (user_id, at);

create table referrals_reminder (
  reminder_key text primary key,
  person_id uuid not null,
  at text not null
);
