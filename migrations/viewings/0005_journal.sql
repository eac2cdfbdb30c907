-- What a client writes down about a viewing of theirs.
create table viewing_note (
  company_id uuid not null,
  id uuid not null,
  viewing_id uuid not null,
  text text not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (company_id, id)
);
create index viewing_note_by_viewing on viewing_note (company_id, viewing_id, id);

-- What a client photographs and records at a viewing of theirs.
create table viewing_file (
  company_id uuid not null,
  id uuid not null,
  viewing_id uuid not null,
  kind text not null,
  file_id uuid not null,
  created_at timestamptz(3) not null,
  primary key (company_id, id),
  constraint viewing_file_once unique (company_id, file_id),
  constraint viewing_file_kind check (kind in ('PICTURE', 'AUDIO'))
);
create index viewing_file_by_viewing on viewing_file (company_id, viewing_id, kind, id);
