create table rating_person (
  id uuid primary key,
  referral_id uuid,
  reference text,
  area text not null,
  first_name text not null,
  born_on text not null,
  state text not null check (state in ('draft', 'active')),
  started_by uuid,
  rating text check (rating in ('red', 'amber', 'green', 'blue')),
  since_on text,
  change_id uuid,
  hold_until text,
  follow_up_due_on text,
  version integer not null
);

create index rating_person_referral on rating_person (referral_id);

create table rating_assessment (
  id uuid primary key,
  person_id uuid not null references rating_person (id),
  tool text not null,
  tool_version text not null,
  tool_name text not null,
  answers text not null,
  suggested text check (suggested in ('red', 'amber', 'green', 'blue')),
  suggested_why text not null,
  proposed text not null check (proposed in ('red', 'amber', 'green', 'blue')),
  difference_reason text,
  discussed_with text not null,
  discussed_on text,
  completed_by uuid not null,
  completed_by_signature text not null,
  completed_at text not null
);

create index rating_assessment_person on rating_assessment (person_id, completed_at);

create table rating_change (
  id uuid primary key,
  person_id uuid not null references rating_person (id),
  route text not null check (route in ('change', 'acceptance', 'import', 'meeting', 'admission', 'discharge')),
  from_rating text check (from_rating in ('red', 'amber', 'green', 'blue')),
  to_rating text not null check (to_rating in ('red', 'amber', 'green', 'blue')),
  since_on text not null,
  reason text not null,
  discussed integer not null check (discussed in (0, 1)),
  agreed_with text not null,
  agreed_on text,
  why_not_discussed text,
  follow_up_due_on text,
  discussed_later_on text,
  discussed_later_with text,
  hold_until text,
  why_not_follow text,
  changed_by uuid,
  changed_by_signature text not null,
  changed_at text not null
);

create index rating_change_person on rating_change (person_id, changed_at);

create table rating_follow (
  change_id uuid not null references rating_change (id),
  place integer not null,
  words text not null,
  wanted integer not null check (wanted in (0, 1)),
  primary key (change_id, place)
);

create table rating_admission (
  id uuid primary key,
  person_id uuid not null references rating_person (id),
  hospital text not null,
  admitted_on text not null,
  legal_status text not null,
  planned text not null,
  review_before text not null,
  recorded_by_signature text not null,
  recorded_at text not null,
  discharged_on text,
  hold_until text,
  discharge_words text,
  discharge_recorded_by_signature text,
  discharge_recorded_at text
);

create index rating_admission_person on rating_admission (person_id, admitted_on);
