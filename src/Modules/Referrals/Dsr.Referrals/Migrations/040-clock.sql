alter table referrals_referral add column urgency text;
alter table referrals_referral add column taken_at text;
alter table referrals_referral add column triaged_at text;
alter table referrals_referral add column waiting_since text;

create table referrals_message (
  id uuid primary key,
  referral_id uuid not null references referrals_referral (id),
  kind text not null check (kind in ('question', 'answer', 'added')),
  at text not null,
  who text not null,
  body text not null,
  answer_by_on text,
  closed_at text
);

create index referrals_message_referral on referrals_message (referral_id, at, id);
create index referrals_referral_asked on referrals_referral (area, waiting_since, id) where waiting_since is not null;
create index referrals_referral_asked_of on referrals_referral (started_by, waiting_since) where waiting_since is not null;
