create table rating_visit (
  id uuid primary key,
  admission_id uuid not null references rating_admission (id),
  person_id uuid not null references rating_person (id),
  visited_on text not null,
  on_site integer not null check (on_site in (0, 1)),
  visitors text not null,
  words text not null,
  recorded_by_signature text not null,
  recorded_at text not null
);

create index rating_visit_admission on rating_visit (admission_id, visited_on);

create index rating_follow_due on rating_follow (due_on) where done_on is null and wanted = 1;

create index rating_person_discuss on rating_person (area, follow_up_due_on) where follow_up_due_on is not null;
