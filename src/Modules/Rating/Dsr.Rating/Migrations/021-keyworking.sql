alter table rating_person add column keyworking_id uuid;

alter table rating_person add column keyworking_on text;

alter table rating_person add column keyworking_service text;
