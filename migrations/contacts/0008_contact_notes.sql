-- What staff write down about a contact (CON-3).
create table contact_note (
  company_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  text text not null,
  by_agent_id uuid not null,
  at timestamptz(3) not null,
  -- Null while it says what it was written with.
  edited_at timestamptz(3),
  version integer not null default 1,
  primary key (company_id, id)
);
create index contact_note_by_contact on contact_note (company_id, contact_id, id);

alter type activity_kind add value 'NOTE_ADDED';
