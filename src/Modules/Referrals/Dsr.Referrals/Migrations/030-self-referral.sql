create table referrals_self_draft (
  id uuid primary key,
  reference text not null unique,
  area text not null,
  holder text not null,
  state text not null check (state in ('open', 'held', 'sent', 'discarded')),
  content text not null,
  easy integer not null check (easy in (0, 1)),
  in_crisis integer not null check (in_crisis in (0, 1)),
  trapped integer not null check (trapped in (0, 1)),
  started_at text not null,
  expires_on text not null,
  email text,
  email_confirmed integer not null check (email_confirmed in (0, 1)),
  code text,
  code_at text,
  code_tries integer not null,
  sent_at text,
  held_why text,
  referral_id uuid,
  judged_at text,
  judged_by uuid,
  judged_by_signature text,
  judged_why text,
  version integer not null
);

create index referrals_self_draft_held on referrals_self_draft (area, state, sent_at, id);
create index referrals_self_draft_open on referrals_self_draft (state, expires_on);
create index referrals_self_draft_referral on referrals_self_draft (referral_id);

create table referrals_self_link (
  token text primary key,
  kind text not null check (kind in ('resume', 'track')),
  draft_id uuid,
  referral_id uuid,
  made_at text not null,
  ends_at text not null,
  used_at text
);

create index referrals_self_link_draft on referrals_self_link (draft_id, made_at);
create index referrals_self_link_ends on referrals_self_link (ends_at);

create table referrals_public_try (
  id uuid primary key,
  name text not null,
  at text not null
);

create index referrals_public_try_name on referrals_public_try (name, at);
