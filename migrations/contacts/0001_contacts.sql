create type contact_kind as enum ('LEAD', 'CONTACT');
create type activity_kind as enum ('CONTACT_CREATED', 'CONTACT_ASSIGNED', 'ACCOUNT_CREATED', 'VIEWING_REQUESTED', 'TICKET_OPENED');
create type activity_via as enum ('PORTAL', 'STAFF', 'IMPORT', 'EMAIL', 'SYSTEM');

create table contact (
  company_id uuid not null,
  id uuid not null,
  kind contact_kind not null,
  first_name text not null,
  last_name text not null,
  language text not null,
  responsible_agent_id uuid,
  -- Whether the contact ever opened a ticket: what SUPPORT may read.
  is_requester boolean not null default false,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  primary key (company_id, id)
);
create index contact_by_agent on contact (company_id, responsible_agent_id, id);
create index contact_requester on contact (company_id, id) where is_requester;

create table contact_email (
  company_id uuid not null,
  contact_id uuid not null,
  position integer not null,
  address text not null,
  primary key (company_id, contact_id, position)
);

create table contact_phone (
  company_id uuid not null,
  contact_id uuid not null,
  position integer not null,
  number text not null,
  primary key (company_id, contact_id, position)
);

create table activity (
  company_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  kind activity_kind not null,
  via activity_via not null,
  -- An agent's or account's id, null for the system itself.
  by_id text,
  -- The id of what it was about: an account, a viewing, a ticket.
  about_id text,
  at timestamptz(3) not null,
  primary key (company_id, id)
);
create index activity_by_contact on activity (company_id, contact_id, at, id);

-- What accounts' events tell about the contacts that have a portal account.
create table portal_user (
  company_id uuid not null,
  contact_id uuid not null,
  account_id uuid not null,
  is_active boolean not null,
  primary key (company_id, contact_id)
);
