create table access_override (
  id uuid primary key,
  person_id uuid not null,
  user_id uuid not null,
  ends_on text not null
);

create index access_override_person on access_override (person_id, user_id);
