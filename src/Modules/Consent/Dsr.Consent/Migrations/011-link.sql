create table consent_link (
  id uuid primary key,
  person_id uuid not null references consent_person (id),
  purpose text not null check (purpose in ('answer', 'entry')),
  token_hash text not null unique,
  respondent text not null check (respondent in ('person', 'parent')),
  easy integer not null check (easy in (0, 1)),
  to_address text,
  made_by uuid,
  made_by_signature text not null,
  made_at text not null,
  expires_at text not null,
  ended_at text,
  renewed_at text
);

create index consent_link_person on consent_link (person_id, purpose, made_at);

create table consent_reply (
  id uuid primary key,
  person_id uuid not null references consent_person (id),
  answer text not null check (answer in ('yes', 'no', 'not-sure')),
  respondent text not null check (respondent in ('person', 'parent')),
  easy integer not null check (easy in (0, 1)),
  name text not null,
  relation text not null,
  phone text not null,
  advocate integer not null check (advocate in (0, 1)),
  may_be_told text not null,
  childs_view text not null,
  notice_version text not null,
  replied_at text not null,
  done_at text,
  done_by_signature text,
  done_words text
);

create index consent_reply_person on consent_reply (person_id, replied_at);

create table consent_task (
  id uuid primary key,
  area text not null,
  person_id uuid,
  kind text not null check (kind in ('reply-yes', 'reply-no', 'reply-not-sure', 'stop', 'confirm-withdrawal', 'wrong', 'message', 'sharing')),
  words text not null,
  reply_id uuid,
  made_at text not null,
  due_on text not null,
  done_at text,
  done_by_signature text,
  done_words text
);

create index consent_task_open on consent_task (area, done_at, due_on, id);
create index consent_task_person on consent_task (person_id);

create table consent_stop_try (
  id uuid primary key,
  address_prefix text not null,
  tried_at text not null
);

create index consent_stop_try_prefix on consent_stop_try (address_prefix, tried_at);
create index consent_person_born on consent_person (area, state, born_on);

create table consent_birthday_review (
  person_id uuid not null references consent_person (id),
  age integer not null,
  words text not null,
  done_at text not null,
  done_by_signature text not null,
  primary key (person_id, age)
);

create index consent_person_owner on consent_person (owner_id, state, ends_on);
