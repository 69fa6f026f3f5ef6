create table referrals_keyworking (
  id uuid primary key,
  person_id uuid not null references referrals_person (id),
  area text not null,
  service text not null,
  kind text not null check (kind in ('keyworker', 'peer-support')),
  state text not null check (state in ('referred', 'accepted', 'waiting', 'allocated', 'declined', 'ended')),
  state_on text not null,
  asked_on text not null,
  asked_by uuid not null,
  asked_by_signature text not null,
  why text not null,
  agreed_by text not null,
  agreed_on text not null,
  said text not null,
  shares text not null,
  reason text not null,
  worker_name text not null,
  worker_organisation text not null,
  worker_contact text not null,
  told text not null,
  changed_by_signature text not null,
  link_id uuid,
  contact_id uuid,
  warned_at text,
  version integer not null
);

create index referrals_keyworking_person on referrals_keyworking (person_id, asked_on, id);
create index referrals_keyworking_state on referrals_keyworking (area, state, state_on, id);

alter table referrals_person add column keyworking text;

create index referrals_person_keyworking on referrals_person (area, rating_urgency, born_on, id) where state = 'active' and keyworking is null;
