-- How somebody comes to an account by themselves: a draft, whose address is verified, which is then settled (ACC-7, ACC-8).

create type account_way as enum ('STAFF', 'REGISTRATION', 'SIGN_ON', 'SUPPORT_REQUEST');
-- Why staff must look at a verified draft before it can become anybody's.
create type account_review as enum ('ALREADY_HAS_ACCOUNT');

alter table portal_account
  add column via account_way not null default 'STAFF',
  -- Where somebody lives or looks, in their own words.
  add column location text,
  add column review account_review,
  -- Who is to look at a draft that waits for approval or review: it has no owner yet.
  add column reviewer_id uuid,
  add column approved_at timestamptz(3);

-- Drafts of an address; their numbers are small, but anybody can make some.
create index portal_account_draft on portal_account (company_id, lower(email)) where status = 'DRAFT';
create index portal_account_by_reviewer on portal_account (company_id, reviewer_id, id) where reviewer_id is not null;
create index portal_account_awaiting on portal_account (company_id, id) where awaiting_approval_since is not null;
create index portal_account_in_review on portal_account (company_id, id) where review is not null;

-- What somebody looks for as they register (VIE-15), until viewings has made a watch of it.
create table registration_preference (
  company_id uuid not null,
  account_id uuid not null,
  criteria jsonb not null,
  primary key (company_id, account_id)
);

-- A registration that staff have declined, until its person was mailed: the draft itself is gone.
create table registration_decline (
  company_id uuid not null,
  account_id uuid not null,
  email text not null,
  first_name text not null,
  language text not null,
  reason text,
  primary key (company_id, account_id)
);

-- How many mails in a row it was asked for, an hour or less from one to the next.
alter table proof add column asks smallint not null default 1;
