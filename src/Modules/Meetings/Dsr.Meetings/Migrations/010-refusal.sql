create table meetings_refusal (
  person_id uuid not null,
  recipient text not null,
  primary key (person_id, recipient)
);

create view meetings_shut_out as
select r.person_id, o.id as organisation_id
from meetings_refusal r
join meetings_organisation o on o.kinds = r.recipient;

create view meetings_open_link as
select l.id, l.person_id, l.user_id, l.organisation_id, l.from_on, l.ends_on
from meetings_link l
where not exists (
  select 1
  from meetings_shut_out s
  where s.person_id = l.person_id
  and s.organisation_id = l.organisation_id
);
