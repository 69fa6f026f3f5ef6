alter table referrals_person add column removed_on text;

alter table referrals_meeting add column quorate integer check (quorate in (0, 1));

create table referrals_action (
  id uuid primary key,
  person_id uuid not null,
  what text not null,
  owner_name text not null,
  due_on text not null
);

create index referrals_action_person on referrals_action (person_id, due_on);

create table referrals_removal (
  id uuid primary key,
  person_id uuid not null references referrals_person (id),
  area text not null,
  reason text not null check (reason in ('risk-reduced', 'consent-ended', 'moved', 'not-criteria', 'declined', 'duplicate', 'died')),
  state text not null check (state in ('asked', 'not-yet', 'agreed', 'in-error')),
  asked_at text not null,
  asked_by uuid not null,
  asked_by_signature text not null,
  decide_by_on text not null,
  conversation text check (conversation in ('talked', 'best-interests')),
  conversation_on text,
  conversation_who text,
  conversation_said text,
  taken_over_by text,
  died_on text,
  decided_at text,
  decided_by_signature text,
  why_not text,
  meeting_id uuid,
  told text,
  told_on text,
  signposting text,
  version integer not null,
  constraint referrals_removal_has_its_conversation check (reason = 'died' or (conversation is not null and conversation_on is not null))
);

create index referrals_removal_queue on referrals_removal (area, state, asked_at, id);
create index referrals_removal_person on referrals_removal (person_id, asked_at);

create table referrals_removal_action (
  removal_id uuid not null references referrals_removal (id),
  action_id uuid not null,
  fate text not null check (fate in ('close', 'hand-over')),
  words text not null,
  primary key (removal_id, action_id)
);

create table referrals_transfer (
  id uuid primary key,
  person_id uuid not null references referrals_person (id),
  from_area text not null,
  to_area text not null,
  state text not null check (state in ('asked', 'accepted', 'refused', 'withdrawn')),
  moves_on text not null,
  why text not null,
  agreed text not null check (agreed in ('person', 'best-interests', 'parental-responsibility')),
  agreed_on text not null,
  note text not null,
  asked_at text not null,
  asked_by uuid not null,
  asked_by_signature text not null,
  decided_at text,
  decided_by_signature text,
  words text,
  version integer not null
);

create index referrals_transfer_to on referrals_transfer (to_area, state, asked_at, id);
create index referrals_transfer_from on referrals_transfer (from_area, state, asked_at, id);
create index referrals_transfer_person on referrals_transfer (person_id, state);
