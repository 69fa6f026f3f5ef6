create table access_refusal (
  person_id uuid not null,
  recipient text not null,
  primary key (person_id, recipient)
);
