create table referrals_referral (
  id uuid primary key,
  reference text not null unique,
  person_id uuid not null references referrals_person (id),
  area text not null,
  route text not null check (route in ('professional', 'self', 'parent', 'carer')),
  state text not null check (state in ('draft', 'submitted', 'accepted', 'declined', 'withdrawn', 'joined')),
  started_by uuid,
  started_by_signature text not null,
  organisation_id uuid,
  started_at text not null,
  expires_on text not null,
  match_dismissed integer not null check (match_dismissed in (0, 1)),
  in_crisis integer not null check (in_crisis in (0, 1)),
  authority_kind text,
  authority_decided_on text,
  authority_ends_on text,
  tool text,
  tool_version text,
  tool_suggested text,
  tool_proposed text,
  tool_completed_at text,
  owner_id uuid,
  submitted_at text,
  decide_by_on text,
  decided_at text,
  decided_by uuid,
  decided_by_signature text,
  reason text,
  message text,
  joined_to uuid,
  version integer not null
);

create index referrals_referral_mine on referrals_referral (started_by, state);
create index referrals_referral_waiting on referrals_referral (area, state, decide_by_on, id);
create index referrals_referral_decided on referrals_referral (area, state, decided_at);
create index referrals_referral_person on referrals_referral (person_id);

create table referrals_answer (
  referral_id uuid not null references referrals_referral (id),
  task text not null,
  content text not null,
  completed integer not null check (completed in (0, 1)),
  saved_at text not null,
  version integer not null,
  primary key (referral_id, task)
);

create table referrals_number_check (
  id uuid primary key,
  user_id uuid not null,
  at text not null
);

create index referrals_number_check_user on referrals_number_check (user_id, at);

create table referrals_match (
  referral_id uuid not null references referrals_referral (id),
  person_id uuid not null,
  same integer not null check (same in (0, 1)),
  why text not null,
  answered_at text not null,
  answered_by_signature text not null,
  primary key (referral_id, person_id)
);

create index referrals_person_postcode on referrals_person (area, postcode);

create table referrals_organisation (
  organisation_id uuid not null,
  area text not null,
  name text not null,
  from_on text not null,
  ends_on text,
  primary key (organisation_id, area)
);

create table referrals_meeting (
  meeting_id uuid primary key,
  area text not null,
  type text not null,
  starts_at text not null,
  ends_at text not null
);

create index referrals_meeting_next on referrals_meeting (area, starts_at);
