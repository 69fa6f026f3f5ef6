alter table consent_decision add column ordinary_residence text;

create table consent_sharing (
  id uuid primary key,
  person_id uuid not null references consent_person (id),
  place integer not null,
  recipient text not null,
  agreed integer not null check (agreed in (0, 1)),
  decided_on text not null,
  decided_by text not null,
  words text not null,
  recorded_by_signature text not null,
  recorded_at text not null,
  unique (person_id, recipient, place)
);

create table consent_cetr (
  id uuid primary key,
  person_id uuid not null references consent_person (id),
  review text not null check (review in ('community', 'post-admission', 'repeat-inpatient')),
  name text not null check (name in ('CTR', 'CETR')),
  offered_on text not null,
  offered_by_signature text not null,
  offered_at text not null,
  answer text check (answer in ('yes', 'no')),
  kind text,
  decided_on text,
  decided_by text,
  how_given text,
  given_to_help text,
  may_be_told text,
  notice_version text,
  age_on_day integer,
  recorded_by_signature text,
  recorded_at text
);

create index consent_cetr_person on consent_cetr (person_id, offered_on);

create table consent_cetr_evidence (
  cetr_id uuid not null references consent_cetr (id),
  place integer not null,
  question text not null,
  answer text not null,
  primary key (cetr_id, place)
);

create table consent_refusal (
  id uuid primary key,
  person_id uuid not null references consent_person (id),
  cetr_id uuid,
  decided_on text not null,
  said_by text not null,
  words text not null,
  why text,
  advocate text not null check (advocate in ('wanted', 'not-wanted')),
  other_reviews text not null,
  recorded_by_signature text not null,
  recorded_at text not null
);

create index consent_refusal_person on consent_refusal (person_id, recorded_at);
