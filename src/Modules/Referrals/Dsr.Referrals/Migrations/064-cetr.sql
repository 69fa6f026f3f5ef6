alter table referrals_person add column cetr text not null default 'not-offered' check (cetr in ('not-offered', 'offered', 'agreed', 'declined'));

create index referrals_person_cetr on referrals_person (area, state, cetr, rating_urgency, update_due_on, id);

-- what was decided until today stands on the timeline
update referrals_person
set cetr = coalesce((
  select case when e.title like 'Agreed%' then 'agreed' else 'declined' end
  from referrals_event e
  where e.person_id = referrals_person.id
  and e.kind = 'authority'
  and (e.title in ('Agreed to a CTR', 'Agreed to a CETR', 'Said no to a CTR', 'Said no to a CETR'))
  order by e.id desc
  limit 1), 'not-offered');
