create type shown_as as enum ('ANONYMOUS', 'NICKNAME');

-- Somebody asked to have their profile deleted, and has not yet confirmed it (ACC-19). One for each account: whoever asks
-- again gets another token.
create table profile_deletion (
  company_id uuid not null,
  account_id uuid not null,
  -- SHA-256; the token itself is known to who asked only.
  hash text not null,
  expires_at timestamptz(3) not null,
  primary key (company_id, account_id)
);

-- What is left of an account whose person deleted it: how the support team sees who asked under it.
create table deleted_account (
  company_id uuid not null,
  id uuid not null,
  shown_as shown_as not null,
  nickname text,
  deleted_at timestamptz(3) not null,
  primary key (company_id, id),
  check ((shown_as = 'NICKNAME') = (nickname is not null))
);

-- To whom it is still to be mailed that their profile was deleted. The row goes with the mail, at the latest after three days.
create table farewell (
  company_id uuid not null,
  account_id uuid not null,
  email text not null,
  first_name text not null,
  language text not null,
  primary key (company_id, account_id)
);
