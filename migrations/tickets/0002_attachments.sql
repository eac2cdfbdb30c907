-- The files of a reply or a note, in the order in which they were attached.
create table ticket_attachment (
  company_id uuid not null,
  entry_id uuid not null,
  file_id uuid not null,
  position integer not null,
  primary key (company_id, entry_id, position),
  constraint ticket_attachment_file unique (company_id, file_id)
);
