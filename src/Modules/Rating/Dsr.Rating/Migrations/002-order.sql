alter table rating_change add column place integer not null default 0;

update rating_change
set place = (
  select count(*)
  from rating_change earlier
  where earlier.person_id = rating_change.person_id
  and (earlier.changed_at < rating_change.changed_at or (earlier.changed_at = rating_change.changed_at and earlier.id <= rating_change.id))
);

create unique index rating_change_order on rating_change (person_id, place);
