create table meetings_person (
  id uuid primary key,
  reference text not null unique,
  area text not null,
  initials text not null,
  first_name text not null,
  last_name text not null,
  preferred_name text,
  born_on text not null,
  owner_id uuid,
  owner_name text,
  owner_organisation_id uuid,
  owner_organisation_name text,
  rating text check (rating in ('red', 'amber', 'green', 'blue')),
  rating_from text check (rating_from in ('red', 'amber', 'green', 'blue')),
  rating_since_on text,
  hold_until text,
  registered_on text not null,
  route text not null,
  last_update_on text not null,
  last_discussed_on text,
  carried_from_on text,
  state text not null check (state in ('active', 'removed'))
);

create index meetings_person_area on meetings_person (area, state, rating, id);
create index meetings_person_owner on meetings_person (owner_id, state);

create table meetings_authority (
  person_id uuid primary key,
  kind text not null,
  ends_on text not null,
  withdrawn_at text
);

create table meetings_link (
  id uuid primary key,
  person_id uuid not null,
  user_id uuid,
  organisation_id uuid not null,
  from_on text not null,
  ends_on text
);

create index meetings_link_person on meetings_link (person_id);
create index meetings_link_user on meetings_link (user_id, person_id);
create index meetings_link_organisation on meetings_link (organisation_id, person_id);

create table meetings_event (
  id uuid primary key,
  person_id uuid not null,
  happened_on text not null,
  words text not null
);

create index meetings_event_person on meetings_event (person_id, happened_on);

create table meetings_user (
  id uuid primary key,
  name text not null,
  email text not null,
  organisation_id uuid not null,
  organisation_name text not null,
  area text not null,
  role text not null,
  active integer not null check (active in (0, 1))
);

create index meetings_user_area on meetings_user (area, active, name);

create table meetings_organisation (
  id uuid not null,
  area text not null,
  name text not null,
  kinds text not null,
  from_on text not null,
  ends_on text,
  primary key (id, area)
);

create table meetings_series (
  id uuid primary key,
  area text not null,
  name text not null,
  day integer not null check (day between 0 and 6),
  every_weeks integer,
  anchor_on text,
  nth integer check (nth between 0 and 4),
  starts text not null,
  ends text not null,
  place text not null,
  chair_id uuid,
  chair_name text,
  made_at text not null,
  made_by_signature text not null
);

create index meetings_series_area on meetings_series (area);

create table meetings_meeting (
  id uuid primary key,
  series_id uuid references meetings_series (id),
  area text not null,
  type text not null check (type in ('tracking', 'urgent', 'exception')),
  name text not null,
  met_on text not null,
  starts_at text not null,
  ends_at text not null,
  place text not null,
  chair_id uuid,
  chair_name text,
  state text not null check (state in ('planned', 'agenda-sent', 'running', 'to-finalise', 'finalised', 'cancelled')),
  quorate integer check (quorate in (0, 1)),
  apologies text,
  themes text,
  sent_at text,
  finalised_at text,
  finalised_by_signature text,
  version integer not null
);

create index meetings_meeting_area on meetings_meeting (area, met_on, id);
create index meetings_meeting_series on meetings_meeting (series_id, met_on);

create table meetings_agenda_item (
  id uuid primary key,
  meeting_id uuid not null references meetings_meeting (id),
  person_id uuid not null references meetings_person (id),
  position integer,
  why text not null,
  minutes integer not null,
  by_hand integer not null check (by_hand in (0, 1)),
  removed integer not null check (removed in (0, 1)),
  hand_reason text,
  hand_signature text,
  unique (meeting_id, person_id)
);

create index meetings_agenda_item_person on meetings_agenda_item (person_id);

create table meetings_attendance (
  meeting_id uuid not null references meetings_meeting (id),
  organisation_id uuid not null,
  organisation_name text not null,
  kinds text not null,
  who text not null,
  primary key (meeting_id, organisation_id)
);

create table meetings_outcome (
  item_id uuid primary key references meetings_agenda_item (id),
  state text not null check (state in ('recorded', 'deferred', 'skipped', 'carried')),
  rating_before text,
  rating text check (rating in ('no-change', 'red', 'amber', 'green', 'not-agreed')),
  reason text,
  agreed_with text,
  decision text,
  tell_who text,
  tell_by_on text,
  deferred_why text,
  recorded_at text not null,
  recorded_by_signature text not null,
  version integer not null
);

create table meetings_outcome_action (
  id uuid primary key,
  item_id uuid not null references meetings_agenda_item (id),
  place integer not null,
  what text not null,
  owner_id uuid,
  owner_name text not null,
  owner_organisation_id uuid,
  due_on text not null
);

create index meetings_outcome_action_item on meetings_outcome_action (item_id, place);

create table meetings_action (
  id uuid primary key,
  person_id uuid not null references meetings_person (id),
  meeting_id uuid references meetings_meeting (id),
  what text not null,
  owner_id uuid,
  owner_name text not null,
  owner_organisation_id uuid,
  due_on text not null,
  state text not null check (state in ('to-do', 'done', 'cancelled')),
  agreed_at text not null,
  agreed_by_signature text not null,
  closed_on text,
  closed_at text,
  closed_by_signature text,
  closed_words text,
  version integer not null
);

create index meetings_action_person on meetings_action (person_id, state, due_on);
create index meetings_action_owner on meetings_action (owner_id, state, due_on);
create index meetings_action_due on meetings_action (state, due_on);

create table meetings_feedback (
  id uuid primary key,
  meeting_id uuid not null references meetings_meeting (id),
  person_id uuid not null references meetings_person (id),
  tell_who text not null,
  due_on text not null,
  words text not null,
  told_at text,
  told_how text,
  told_by_signature text,
  version integer not null
);

create index meetings_feedback_meeting on meetings_feedback (meeting_id, due_on);

create table meetings_request (
  id uuid primary key,
  person_id uuid not null references meetings_person (id),
  area text not null,
  purpose text not null,
  invite text not null,
  team_meeting_held integer not null check (team_meeting_held in (0, 1)),
  why_not_team_meeting text not null,
  how_soon text not null,
  state text not null check (state in ('sent', 'own-meeting-first', 'accepted', 'planned', 'held')),
  asked_at text not null,
  asked_by uuid not null,
  asked_by_signature text not null,
  answer text,
  answered_at text,
  answered_by_signature text,
  meeting_id uuid references meetings_meeting (id),
  version integer not null
);

create index meetings_request_area on meetings_request (area, state, asked_at);
create index meetings_request_person on meetings_request (person_id, state);
