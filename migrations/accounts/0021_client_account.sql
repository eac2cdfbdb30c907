create type client_account_kind as enum ('TENANCY', 'OWNERSHIP', 'FACTORING');

-- What the company keeps accounts of with its clients, by the references of its own books (ACC-14).
create table client_account (
  company_id uuid not null,
  id uuid not null,
  kind client_account_kind not null,
  reference text not null,
  name text not null,
  -- In minor units of its currency; less than nothing is what the client owes.
  balance_amount bigint not null,
  balance_currency text not null,
  created_by uuid not null,
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (company_id, id),
  constraint client_account_reference unique (company_id, kind, reference)
);

-- Whose they are: a couple shares a tenancy, and an owner has several houses.
create table client_account_link (
  company_id uuid not null,
  account_id uuid not null,
  client_account_id uuid not null,
  primary key (company_id, account_id, client_account_id)
);
create index client_account_link_by_client_account on client_account_link (company_id, client_account_id, account_id);
