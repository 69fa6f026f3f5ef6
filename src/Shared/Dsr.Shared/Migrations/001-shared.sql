create table shared_request_key (
  request_key text primary key,
  answer text not null,
  made_at text not null
);

create index shared_request_key_made on shared_request_key (made_at);

create table shared_audit (
  id uuid primary key,
  at text not null,
  kind text not null check (kind in ('read', 'write', 'denied')),
  action text not null,
  actor_id uuid,
  acting_org_id uuid,
  role text,
  session_id uuid,
  address_prefix text,
  basis text,
  object_id uuid,
  person_id uuid,
  people text,
  seal bigint
);

create index shared_audit_person on shared_audit (person_id, id) where person_id is not null;
create index shared_audit_list on shared_audit (id) where people is not null;
create index shared_audit_seal_number on shared_audit (seal);

create table shared_audit_seal (
  number bigint primary key,
  chain uuid not null,
  place bigint not null,
  made_at text not null,
  row_count integer not null,
  hash text not null
);

create unique index shared_audit_seal_chain on shared_audit_seal (chain, place);

create table shared_outbox (
  id uuid primary key,
  mail_key text not null unique,
  person_id uuid,
  to_address text not null,
  template text not null,
  subject text not null,
  body text not null,
  queued_at text not null,
  due_at text not null,
  state text not null check (state in ('due', 'sending', 'sent', 'cancelled', 'parked')),
  attempts integer not null,
  problem text,
  sent_at text
);

create index shared_outbox_due on shared_outbox (due_at) where state in ('due', 'sending');
create index shared_outbox_person on shared_outbox (person_id);
create index shared_outbox_words on shared_outbox (queued_at) where state in ('sent', 'cancelled') and body <> '';

create table shared_job_run (
  id uuid primary key,
  job text not null,
  started_at text not null,
  finished_at text,
  outcome text not null check (outcome in ('running', 'done', 'failed')),
  started_by text not null,
  done integer,
  problem text
);

create index shared_job_run_job on shared_job_run (job, started_at);

create table shared_fact (
  name text primary key,
  value text not null
);
