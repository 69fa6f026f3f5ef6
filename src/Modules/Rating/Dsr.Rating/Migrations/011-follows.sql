alter table rating_change add column assessment_id uuid;

alter table rating_change add column suggested text check (suggested in ('red', 'amber', 'green', 'blue'));

alter table rating_change add column suggested_why text;

alter table rating_change add column difference_reason text;

alter table rating_change add column why_end_hold text;

alter table rating_follow add column kind text;

alter table rating_follow add column due_on text;

alter table rating_follow add column rule text not null default '';

alter table rating_follow add column done_on text;

alter table rating_follow add column done_words text;

alter table rating_follow add column done_by_signature text;
