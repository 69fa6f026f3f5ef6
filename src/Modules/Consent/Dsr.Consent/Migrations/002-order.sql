alter table consent_decision add column place integer not null default 0;

alter table consent_withdrawal add column place integer not null default 0;

update consent_decision
set place = (
  select count(*)
  from consent_decision earlier
  where earlier.person_id = consent_decision.person_id
  and (earlier.recorded_at < consent_decision.recorded_at or (earlier.recorded_at = consent_decision.recorded_at and earlier.id <= consent_decision.id))
) + (
  select count(*)
  from consent_withdrawal sooner
  where sooner.person_id = consent_decision.person_id
  and sooner.recorded_at < consent_decision.recorded_at
);

update consent_withdrawal
set place = (
  select count(*)
  from consent_withdrawal earlier
  where earlier.person_id = consent_withdrawal.person_id
  and earlier.recorded_at <= consent_withdrawal.recorded_at
) + (
  select count(*)
  from consent_decision sooner
  where sooner.person_id = consent_withdrawal.person_id
  and sooner.recorded_at <= consent_withdrawal.recorded_at
);

create index consent_decision_order on consent_decision (person_id, place);
create index consent_withdrawal_order on consent_withdrawal (person_id, place);
