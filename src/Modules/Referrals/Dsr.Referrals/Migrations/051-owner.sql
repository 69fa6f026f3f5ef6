create table referrals_handover (
  id uuid primary key,
  person_id uuid not null references referrals_person (id),
  area text not null,
  from_user uuid not null,
  from_signature text not null,
  to_user uuid not null,
  to_signature text not null,
  reason text not null,
  note text not null,
  state text not null check (state in ('asked', 'accepted', 'refused', 'withdrawn')),
  asked_at text not null,
  answer_by_on text not null,
  team_told_at text,
  decided_at text,
  words text,
  version integer not null
);

create index referrals_handover_to on referrals_handover (to_user, state);
create index referrals_handover_person on referrals_handover (person_id, state);
create index referrals_handover_late on referrals_handover (state, answer_by_on);

create table referrals_away (
  id uuid primary key,
  user_id uuid not null,
  delegate_id uuid not null,
  delegate_signature text not null,
  from_on text not null,
  until_on text not null,
  ended_at text,
  check (until_on >= from_on)
);

create index referrals_away_user on referrals_away (user_id, until_on);

alter table referrals_link add column away_id uuid;

create index referrals_link_away on referrals_link (away_id);
