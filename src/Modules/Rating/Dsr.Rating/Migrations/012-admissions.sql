alter table rating_admission add column out_of_area integer check (out_of_area in (0, 1));

alter table rating_admission add column secure integer not null default 0 check (secure in (0, 1));

alter table rating_admission add column reviewed text not null default 'not-known' check (reviewed in ('cetr', 'laep', 'none', 'not-known'));

alter table rating_admission add column known_before integer check (known_before in (0, 1));

alter table rating_admission add column rating_before text check (rating_before in ('red', 'amber', 'green', 'blue'));
