alter table consent_organisation add column name text not null default '';

create table consent_override (
  id uuid primary key,
  person_id uuid not null references consent_person (id),
  user_id uuid not null,
  user_name text not null,
  ground text not null check (ground in ('safeguarding', 'vital-interests', 'legal-duty')),
  reason text not null,
  guardian text not null,
  ends_on text not null,
  made_by_signature text not null,
  made_at text not null,
  ended_at text,
  ended_by_signature text
);

create index consent_override_person on consent_override (person_id, made_at);
