create table consent_person (
  id uuid primary key,
  referral_id uuid,
  reference text,
  area text not null,
  first_name text not null,
  born_on text not null,
  state text not null check (state in ('draft', 'active')),
  started_by uuid,
  owner_id uuid,
  owner_name text,
  decision_id uuid,
  kind text,
  decided_on text,
  ends_on text,
  withdrawn_at text,
  version integer not null
);

create index consent_person_referral on consent_person (referral_id);
create index consent_person_ends on consent_person (state, ends_on, id);
create index consent_person_area_ends on consent_person (area, state, ends_on);

create table consent_user (
  id uuid primary key,
  name text not null,
  email text not null,
  area text not null,
  role text not null,
  active integer not null check (active in (0, 1))
);

create index consent_user_area on consent_user (area, role);

create table consent_decision (
  id uuid primary key,
  person_id uuid not null references consent_person (id),
  kind text not null,
  act text not null check (act in ('recorded', 'renewed', 'imported')),
  decided_on text not null,
  ends_on text not null,
  age_on_day integer not null,
  decided_by text not null,
  how_given text not null,
  given_to_help text not null,
  may_be_told text not null,
  recorded_by uuid,
  recorded_by_signature text not null,
  recorded_at text not null,
  withdrawn_at text,
  lapse_told_at text
);

create index consent_decision_person on consent_decision (person_id, recorded_at);

create table consent_evidence (
  decision_id uuid not null references consent_decision (id),
  place integer not null,
  question text not null,
  answer text not null,
  primary key (decision_id, place)
);

create table consent_withdrawal (
  id uuid primary key,
  person_id uuid not null references consent_person (id),
  withdrawn_on text not null,
  said_by text not null,
  how text not null,
  why text,
  recorded_by uuid,
  recorded_by_signature text not null,
  recorded_at text not null
);

create index consent_withdrawal_person on consent_withdrawal (person_id, recorded_at);
