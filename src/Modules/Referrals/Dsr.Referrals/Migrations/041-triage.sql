alter table referrals_referral add column earlier_person_id uuid;
alter table referrals_person add column earlier_id uuid;

create table referrals_look (
  referral_id uuid primary key references referrals_referral (id),
  user_id uuid not null,
  name text not null,
  since_at text not null,
  last_at text not null
);

create table referrals_check (
  referral_id uuid not null references referrals_referral (id),
  about text not null check (about in ('crisis', 'consent', 'criteria', 'tool', 'owner')),
  answer text not null,
  note text not null,
  at text not null,
  who text not null,
  primary key (referral_id, about)
);

create table referrals_passed (
  id uuid primary key,
  referral_id uuid not null references referrals_referral (id),
  reference text not null,
  from_area text not null,
  to_area text not null,
  sent_at text not null,
  passed_at text not null,
  passed_by uuid not null,
  passed_by_signature text not null,
  agreed text not null check (agreed in ('agreed', 'other')),
  why text not null
);

create index referrals_passed_area on referrals_passed (from_area, passed_at, id);
create index referrals_passed_referral on referrals_passed (referral_id, passed_at);
create index referrals_passed_reference on referrals_passed (reference, from_area);
