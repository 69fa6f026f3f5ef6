create table referrals_merge (
  id uuid primary key,
  area text not null,
  kept_id uuid not null,
  kept_reference text not null,
  away_id uuid not null,
  away_reference text not null,
  away_name text not null,
  state text not null check (state in ('asked', 'refused', 'merged', 'undo-asked', 'undone')),
  why text not null,
  asked_at text not null,
  asked_by uuid not null,
  asked_by_signature text not null,
  decided_at text,
  decided_by_signature text,
  decided_why text,
  undo_by_on text,
  undo_why text,
  undo_asked_at text,
  undo_asked_by uuid,
  undo_asked_by_signature text,
  undone_at text,
  undone_by_signature text,
  version integer not null
);

create index referrals_merge_area on referrals_merge (area, state, asked_at);
create index referrals_merge_away on referrals_merge (away_reference, state);
create index referrals_merge_kept on referrals_merge (kept_id, state);
