alter table consent_user add column organisation_id uuid;

create table consent_organisation (
  id uuid primary key,
  kind text not null
);

create view consent_shut_out as
select s.person_id, o.id as organisation_id
from consent_sharing s
join consent_organisation o on o.kind = s.recipient
where s.agreed = 0
and s.place = (
  select max(later.place)
  from consent_sharing later
  where later.person_id = s.person_id
  and later.recipient = s.recipient
);
