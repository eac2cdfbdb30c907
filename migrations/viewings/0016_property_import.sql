create type property_import_policy as enum ('CREATE', 'CREATE_OR_UPDATE');
create type property_import_status as enum ('RUNNING', 'COMPLETED', 'FAILED');

-- A table of properties that staff bring in. Each batch of its rows is one transaction, which moves the position on.
create table property_import (
  company_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  policy property_import_policy not null,
  is_dry_run boolean not null,
  status property_import_status not null,
  -- Why the file as a whole was given up, by its code.
  refusal text,
  -- From the file's head; null until it was read.
  delimiter text,
  columns text[],
  -- So many bytes of the file are done with.
  position bigint not null,
  created integer not null,
  updated integer not null,
  skipped integer not null,
  failed integer not null,
  started_by uuid not null,
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  primary key (company_id, id)
);
create unique index property_import_running on property_import (company_id) where status = 'RUNNING';

-- Why rows were not taken, each value that is wrong by itself.
create table property_import_failure (
  company_id uuid not null,
  id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  column_name text not null,
  code text not null,
  -- What stands in the places of the code's text: bounds, and nothing of the row.
  told jsonb not null,
  primary key (company_id, id)
);
create index property_import_failure_by_import on property_import_failure (company_id, import_id, id);

-- Which references an import has met, while it runs: one that stands twice in a file is a mistake.
create table property_import_reference (
  company_id uuid not null,
  import_id uuid not null,
  reference text not null,
  primary key (company_id, import_id, reference)
);
