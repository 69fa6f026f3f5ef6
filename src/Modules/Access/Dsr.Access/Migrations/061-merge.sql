create table access_merged (
  reference text primary key,
  merge_id uuid not null,
  person_id uuid not null
);
