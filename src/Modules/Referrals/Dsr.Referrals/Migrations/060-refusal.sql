alter table referrals_organisation add column kind text not null default '';

create table referrals_refusal (
  person_id uuid not null,
  recipient text not null,
  primary key (person_id, recipient)
);

create view referrals_shut_out as
select r.person_id, o.organisation_id
from referrals_refusal r
join referrals_organisation o on o.kind = r.recipient or o.kind = '';

create view referrals_open_link as
select l.id, l.person_id, l.user_id, l.organisation_id, l.kind, l.from_on, l.ends_on
from referrals_link l
where not exists (
  select 1
  from referrals_shut_out s
  where s.person_id = l.person_id
  and s.organisation_id = l.organisation_id
);
