create table shared_merged_key (
  merge_id uuid not null,
  table_name text not null,
  column_name text not null,
  row_key uuid not null,
  primary key (merge_id, table_name, column_name, row_key)
);

create table shared_merged_row (
  merge_id uuid not null,
  table_name text not null,
  place integer not null,
  image text not null,
  primary key (merge_id, table_name, place)
);
