create table rating_tool_version (
  id uuid primary key,
  area text not null,
  tool_key text not null,
  tool_version text not null,
  definition text not null,
  state text not null check (state in ('shipped', 'draft', 'live')),
  began_from text,
  why text not null default '',
  started_by_signature text not null,
  started_at text not null,
  live_on text,
  live_by_signature text,
  live_at text,
  version integer not null
);

create unique index rating_tool_version_of on rating_tool_version (area, tool_key, tool_version);

alter table rating_assessment add column tool_version_id uuid references rating_tool_version (id);

alter table rating_assessment add column picked text check (picked in ('red', 'amber', 'green', 'blue'));

create index rating_assessment_tool on rating_assessment (tool_version_id, person_id);
