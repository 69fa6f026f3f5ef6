create table referrals_enquiry (
  id uuid primary key,
  reference text not null unique,
  area text not null,
  kind text not null check (kind in ('question', 'feedback', 'complaint', 'involvement', 'training')),
  state text not null check (state in ('held', 'open', 'done', 'put-away')),
  outcome text check (outcome in ('answered', 'closed')),
  sent_at text not null,
  acknowledge_by_on text,
  answer_by_on text not null,
  name text not null,
  organisation text not null,
  reply text not null check (reply in ('email', 'phone', 'letter', 'none')),
  contact text not null,
  body text not null,
  wants text not null,
  about text not null,
  easy integer not null check (easy in (0, 1)),
  sent_by uuid,
  held_why text,
  taken_by_signature text,
  acknowledged_at text,
  acknowledged_by_signature text,
  done_at text,
  done_by_signature text,
  answer text,
  version integer not null
);

create index referrals_enquiry_waiting on referrals_enquiry (area, state, answer_by_on, id);
create index referrals_enquiry_waiting_kind on referrals_enquiry (area, kind, state, answer_by_on, id);
create index referrals_enquiry_done on referrals_enquiry (area, state, done_at, id);
create index referrals_enquiry_done_kind on referrals_enquiry (area, kind, state, done_at, id);
create index referrals_enquiry_sent on referrals_enquiry (area, sent_at);
create index referrals_enquiry_mine on referrals_enquiry (sent_by, sent_at) where sent_by is not null;

create table referrals_trained (
  id uuid primary key,
  area text not null,
  enquiry_id uuid references referrals_enquiry (id),
  name text not null,
  organisation text not null,
  trained_on text not null,
  recorded_at text not null,
  recorded_by_signature text not null
);

create index referrals_trained_list on referrals_trained (area, trained_on, id);
