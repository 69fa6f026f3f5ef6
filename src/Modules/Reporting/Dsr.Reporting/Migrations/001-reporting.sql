create table reporting_person (
  person_id uuid primary key,
  area text not null,
  born_on text not null,
  local_authority text,
  rating text check (rating in ('red', 'amber', 'green', 'blue')),
  withdrawn integer not null check (withdrawn in (0, 1))
);

create index reporting_person_figures on reporting_person (area, withdrawn, rating, local_authority, born_on);

create table reporting_event (
  id uuid primary key,
  area text not null,
  kind text not null,
  happened_on text not null
);

create index reporting_event_figures on reporting_event (area, happened_on, kind);

create table reporting_month_end (
  area text not null,
  as_at text not null,
  taken_at text not null,
  primary key (area, as_at)
);

create table reporting_month_end_count (
  area text not null,
  as_at text not null,
  place text not null,
  rating text not null,
  age_group integer not null,
  people integer not null,
  primary key (area, as_at, place, rating, age_group),
  foreign key (area, as_at) references reporting_month_end (area, as_at)
);
