alter table consent_person add column differs_at text;

create table consent_difference (
  id uuid primary key,
  person_id uuid not null references consent_person (id),
  place integer not null,
  yes_by text not null,
  no_by text not null,
  words text not null,
  recorded_by_signature text not null,
  recorded_at text not null
);

create index consent_difference_person on consent_difference (person_id, place);

alter table consent_link add column cetr_id uuid;

alter table consent_reply add column cetr_id uuid;

alter table consent_reply add column child_agrees text not null default '';

create table consent_task_again (
  id uuid primary key,
  area text not null,
  person_id uuid,
  kind text not null check (kind in ('reply-yes', 'reply-no', 'reply-not-sure', 'stop', 'confirm-withdrawal', 'wrong', 'message', 'sharing', 'differ', 'override')),
  words text not null,
  reply_id uuid,
  made_at text not null,
  due_on text not null,
  done_at text,
  done_by_signature text,
  done_words text
);

insert into consent_task_again (id, area, person_id, kind, words, reply_id, made_at, due_on, done_at, done_by_signature, done_words)
select id, area, person_id, kind, words, reply_id, made_at, due_on, done_at, done_by_signature, done_words
from consent_task;

drop table consent_task;

alter table consent_task_again rename to consent_task;

create index consent_task_open on consent_task (area, done_at, due_on, id);
create index consent_task_person on consent_task (person_id);
create index consent_task_reply on consent_task (reply_id);
