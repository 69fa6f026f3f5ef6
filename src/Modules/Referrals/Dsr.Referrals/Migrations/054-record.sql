alter table referrals_person add column adjustments text;

create table referrals_detail_change (
  id uuid primary key,
  person_id uuid not null references referrals_person (id),
  version integer not null,
  field text not null,
  was text not null,
  becomes text not null,
  why text,
  changed_at text not null,
  changed_by_signature text not null
);

create index referrals_detail_change_person on referrals_detail_change (person_id, version);

create table referrals_contact (
  id uuid primary key,
  person_id uuid not null references referrals_person (id),
  kind text not null check (kind in ('family', 'carer', 'parental-responsibility', 'attorney', 'deputy', 'advocate', 'keyworker', 'professional')),
  name text not null,
  relationship text not null,
  organisation text not null,
  phone text not null,
  email text not null,
  document text check (document in ('seen', 'not-seen')),
  document_on text,
  note text not null,
  recorded_at text not null,
  recorded_by_signature text not null,
  ended_at text,
  version integer not null
);

create index referrals_contact_person on referrals_contact (person_id, kind, name);
