create type agent_role as enum ('ADMIN', 'AGENT', 'SUPPORT');
create type account_status as enum ('DRAFT', 'ACTIVE');

-- The directory of companies, small and the same everywhere: whoever logs in names one by its handle or portal key.
create table company (
  company_id uuid primary key,
  handle text not null constraint company_handle unique,
  name text not null,
  administrator_id uuid not null,
  created_at timestamptz(3) not null
);

-- Part of the directory. A key that was rotated lives on until it is retired (ACC-5).
create table portal_key (
  key text constraint portal_key_key primary key,
  company_id uuid not null,
  created_at timestamptz(3) not null,
  retired_at timestamptz(3)
);
create index portal_key_by_company on portal_key (company_id, created_at);

create table agent (
  company_id uuid not null,
  id uuid not null,
  email text not null,
  first_name text not null,
  last_name text not null,
  role agent_role not null,
  created_at timestamptz(3) not null,
  primary key (company_id, id)
);
create unique index agent_email on agent (company_id, lower(email));

create table portal_account (
  company_id uuid not null,
  id uuid not null,
  status account_status not null,
  email text not null,
  first_name text not null,
  last_name text not null,
  language text not null,
  contact_id uuid,
  owner_id uuid,
  disabled_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (company_id, id),
  -- Made before the index of emails, so that of two violations this one is told (ACC-1).
  constraint portal_account_contact unique (company_id, contact_id),
  constraint portal_account_active check (status = 'DRAFT' or (contact_id is not null and owner_id is not null))
);
-- A draft does not reserve its address (ACC-10).
create unique index portal_account_email on portal_account (company_id, lower(email)) where status <> 'DRAFT';
create index portal_account_by_owner on portal_account (company_id, owner_id, id);

-- What contacts' events tell: who is responsible for whom.
create table client (
  company_id uuid not null,
  contact_id uuid not null,
  agent_id uuid,
  primary key (company_id, contact_id)
);

create table password (
  company_id uuid not null,
  -- An agent's or a portal account's id.
  person_id text not null,
  hash text not null,
  -- When a temporary password dies; null for one that its owner chose.
  temporary_until timestamptz(3),
  set_at timestamptz(3) not null,
  primary key (company_id, person_id)
);

create table session (
  company_id uuid not null,
  id uuid not null,
  -- An agent's or a portal account's id.
  person_id text not null,
  -- What the successors of its refresh tokens are derived with; worth nothing without a token.
  chain_key text not null,
  created_at timestamptz(3) not null,
  used_at timestamptz(3) not null,
  idle_until timestamptz(3) not null,
  absolute_until timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (company_id, id)
);
create index session_by_person on session (company_id, person_id, id);

-- Used ones are kept as long as their session: one that comes back is stolen.
create table refresh_token (
  company_id uuid not null,
  -- SHA-256; the token itself is known to its client only.
  hash text not null,
  session_id uuid not null,
  used_at timestamptz(3),
  primary key (company_id, hash)
);
create index refresh_token_by_session on refresh_token (company_id, session_id);

-- What access tokens are signed with. One key signs, those before it still verify until they are retired.
create table signing_key (
  kid text primary key,
  private_jwk jsonb not null,
  public_jwk jsonb not null,
  is_current boolean not null,
  created_at timestamptz(3) not null,
  retired_at timestamptz(3)
);
create unique index signing_key_current on signing_key (is_current) where is_current;
