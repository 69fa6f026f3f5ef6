alter table rating_person add column gone integer not null default 0 check (gone in (0, 1));

create index rating_assessment_of_tool on rating_assessment (tool, completed_at);

create index rating_person_area on rating_person (area, state);
