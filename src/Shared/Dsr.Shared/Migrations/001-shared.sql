create table shared_request_key (
  request_key text primary key,
  answer text not null,
  made_at text not null
);

create index shared_request_key_made on shared_request_key (made_at);

create table shared_audit (
  id text primary key,
  at text not null,
  chain text not null,
  seq bigint,
  hash text,
  kind text not null check (kind in ('read', 'write', 'denied')),
  action text not null,
  actor_id text,
  acting_org_id text,
  role text,
  session_id text,
  address_prefix text,
  basis text,
  object_id text,
  person_id text,
  people text
);

create index shared_audit_person on shared_audit (person_id, at);
create index shared_audit_actor on shared_audit (actor_id, at);
create index shared_audit_at on shared_audit (at);
create unique index shared_audit_seal on shared_audit (chain, seq);
create index shared_audit_unsealed on shared_audit (chain) where hash is null;

create table shared_outbox (
  id text primary key,
  mail_key text not null unique,
  person_id text,
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

create table shared_job_run (
  id text primary key,
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
