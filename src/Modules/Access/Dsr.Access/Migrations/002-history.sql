create table access_history (
  id uuid primary key,
  subject_id uuid not null,
  at text not null,
  by_signature text not null,
  what text not null,
  reason text not null
);

create index access_history_subject on access_history (subject_id, at);
