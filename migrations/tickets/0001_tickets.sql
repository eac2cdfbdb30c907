create type ticket_status as enum ('NEW', 'OPEN', 'PENDING', 'ON_HOLD', 'SOLVED', 'CLOSED');
create type ticket_channel as enum ('FORM', 'EMAIL');
create type ticket_entry_kind as enum ('REPLY', 'NOTE', 'STATUS', 'ASSIGNMENT');

-- The last number each company has given out; its row lock makes the numbers follow one another.
create table ticket_counter (
  company_id uuid primary key,
  last_number integer not null
);

create table ticket (
  company_id uuid not null,
  id uuid not null,
  number integer not null,
  subject text not null,
  status ticket_status not null,
  channel ticket_channel not null,
  -- Who asked; both are null for somebody whom the company does not know.
  contact_id uuid,
  account_id uuid,
  assignee_id uuid,
  -- The closed ticket that this one goes on from.
  follow_up_of_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  -- The last change that the client may see: updated_at would tell them when a note was written.
  public_updated_at timestamptz(3) not null,
  primary key (company_id, id),
  constraint ticket_number unique (company_id, number)
);
create index ticket_by_contact on ticket (company_id, contact_id, id);
create index ticket_by_account on ticket (company_id, account_id, id);
create index ticket_by_assignee on ticket (company_id, assignee_id, id);
create index ticket_by_status on ticket (company_id, status, id);

-- The history of every change, never edited.
create table ticket_entry (
  company_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  kind ticket_entry_kind not null,
  -- Whether the client may see it.
  is_public boolean not null,
  -- Who did it; both are null for the system itself.
  by_agent_id uuid,
  by_account_id uuid,
  body text,
  status_from ticket_status,
  status_to ticket_status,
  assignee_id uuid,
  at timestamptz(3) not null,
  primary key (company_id, id),
  constraint ticket_entry_private check (not is_public or kind in ('REPLY', 'STATUS')),
  constraint ticket_entry_body check ((body is not null) = (kind in ('REPLY', 'NOTE'))),
  constraint ticket_entry_status check ((status_from is not null and status_to is not null) = (kind = 'STATUS')),
  constraint ticket_entry_assignee check ((assignee_id is not null) = (kind = 'ASSIGNMENT'))
);
create index ticket_entry_by_ticket on ticket_entry (company_id, ticket_id, id);
create index ticket_entry_public on ticket_entry (company_id, ticket_id, id) where is_public;

-- What contacts' events tell: who looks after the people that may ask.
create table client (
  company_id uuid not null,
  contact_id uuid not null,
  agent_id uuid,
  primary key (company_id, contact_id)
);
create index client_by_agent on client (company_id, agent_id, contact_id);
