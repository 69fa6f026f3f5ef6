alter table consent_person add column last_name text not null default '';

alter table consent_decision add column notice_version text;

create table consent_assessment (
  id uuid primary key,
  person_id uuid not null,
  cetr_id uuid,
  state text not null check (state in ('open', 'done')),
  outcome text check (outcome in ('has-capacity', 'other-cause', 'lacks-capacity')),
  decision_id uuid,
  started_on text not null,
  started_by_signature text not null,
  started_at text not null,
  done_by_signature text,
  done_at text
);

create index consent_assessment_person on consent_assessment (person_id, started_at);

create table consent_assessment_task (
  assessment_id uuid not null references consent_assessment (id),
  task text not null,
  version integer not null,
  saved_by_signature text not null,
  saved_at text not null,
  primary key (assessment_id, task)
);

create table consent_assessment_answer (
  assessment_id uuid not null references consent_assessment (id),
  field text not null,
  answer text not null,
  primary key (assessment_id, field)
);

create table consent_consulted (
  id uuid primary key,
  assessment_id uuid not null references consent_assessment (id),
  place integer not null,
  who text not null,
  relation text not null,
  view_given text not null
);

create index consent_consulted_assessment on consent_consulted (assessment_id, place);
