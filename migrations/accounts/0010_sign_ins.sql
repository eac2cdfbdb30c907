create type sign_in_way as enum ('PASSWORD', 'CODE', 'LINK', 'SIGN_ON', 'REGISTRATION');
create type sign_in_outcome as enum (
  'SUCCEEDED', 'LOCKED', 'UNKNOWN_EMAIL', 'NOT_VERIFIED', 'AWAITING_APPROVAL', 'DISABLED', 'LEFT', 'NO_PASSWORD',
  'PASSWORD_WRONG', 'TEMPORARY_PASSWORD_EXPIRED', 'WRONG_INSTANCE'
);

-- Every try to come in, with its true reason where it was refused (ACC-26); kept for 90 days.
create table sign_in (
  company_id uuid not null,
  id uuid not null,
  -- Whose way in was tried, as far as that is known.
  account_id uuid,
  agent_id uuid,
  -- What was typed, where it is an email address.
  email text,
  at timestamptz(3) not null,
  address text,
  -- Of the address: what is taken for one place, see `networkOf`.
  network text not null,
  program text,
  way sign_in_way not null,
  outcome sign_in_outcome not null,
  primary key (company_id, id)
);
create index sign_in_by_account on sign_in (company_id, account_id, id);
create index sign_in_by_agent on sign_in (company_id, agent_id, id);
-- From where somebody has come in before: few beside all that were tried.
create index sign_in_of_account on sign_in (company_id, account_id) where outcome = 'SUCCEEDED';
create index sign_in_of_agent on sign_in (company_id, agent_id) where outcome = 'SUCCEEDED';
-- For the table's sweeper, whichever company's.
create index sign_in_sweep on sign_in (at);

-- Wrong passwords in a row, of one person from one network.
create table streak (
  company_id uuid not null,
  -- A person's id, or a hash of what was typed where nobody is behind it.
  holder text not null,
  network text not null,
  failures integer not null,
  locked_until timestamptz(3) not null,
  primary key (company_id, holder, network)
);
create index streak_sweep on streak (locked_until);

-- How much of what is allowed in an hour was used: all of it comes back by this time.
create table allowance (
  company_id uuid not null,
  holder text not null,
  back_at timestamptz(3) not null,
  primary key (company_id, holder)
);
create index allowance_sweep on allowance (back_at);

-- Where its person is logged in, and how they came in. Until now there were passwords only.
alter table session
  add column address text,
  add column program text,
  add column way sign_in_way not null default 'PASSWORD';

-- Whoever types an address is looked for among drafts, too.
create index portal_account_by_email on portal_account (company_id, lower(email));
