create table access_organisation (
  id uuid primary key,
  area text not null,
  kind text not null,
  name text not null,
  agreement_id uuid,
  version integer not null,
  unique (area, name)
);

create table access_agreement (
  id uuid primary key,
  organisation_id uuid not null references access_organisation (id),
  from_on text not null,
  ends_on text,
  ended_at text,
  check (ends_on is null or ends_on >= from_on)
);

create index access_agreement_organisation on access_agreement (organisation_id);

create table access_user (
  id uuid primary key,
  email text not null unique,
  name text not null,
  organisation_id uuid not null references access_organisation (id),
  role text not null check (role in ('professional', 'chair', 'team-member', 'team-lead', 'analyst', 'auditor', 'administrator', 'organisation-administrator')),
  state text not null check (state in ('invited', 'active', 'disabled')),
  password_hash text,
  totp_secret text,
  totp_last_step bigint not null,
  security_version integer not null,
  terms_version text,
  invited_at text not null,
  accepted_at text,
  last_log_in_at text,
  demonstration integer not null check (demonstration in (0, 1)),
  version integer not null
);

create index access_user_organisation on access_user (organisation_id, name, id);

create table access_invitation (
  id uuid primary key,
  user_id uuid not null references access_user (id),
  token_hash text not null unique,
  totp_secret text not null,
  made_at text not null,
  expires_at text not null,
  used_at text
);

create index access_invitation_user on access_invitation (user_id);

create table access_session (
  id uuid primary key,
  secret_hash text not null unique,
  user_id uuid not null references access_user (id),
  security_version integer not null,
  created_at text not null,
  seen_at text not null,
  address_prefix text not null
);

create index access_session_user on access_session (user_id, created_at);
create index access_session_created on access_session (created_at);

create table access_throttle (
  name text primary key,
  failures integer not null,
  window_at text not null,
  window_failures integer not null,
  blocked_until text not null,
  last_at text not null
);

create index access_throttle_last on access_throttle (last_at);

create table access_person (
  id uuid primary key,
  reference text unique,
  area text,
  authority_ends_on text,
  withdrawn integer not null check (withdrawn in (0, 1))
);

create table access_link (
  id uuid primary key,
  person_id uuid not null,
  user_id uuid,
  organisation_id uuid not null,
  kind text not null,
  from_on text not null,
  ends_on text
);

create index access_link_person on access_link (person_id, organisation_id);
