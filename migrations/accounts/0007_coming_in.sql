-- What decides, beside the password, whether somebody may come in and what they must mend first.

-- Staff or a rule want a password to be changed that its owner chose (ACC-14).
alter table password add column change_required_at timestamptz(3);

-- The version of the terms that clients must have accepted, and that each has; 0 for none (ACC-16).
alter table portal add column terms_version integer not null default 0;
alter table portal_account add column terms_version integer not null default 0;

-- A member of staff who has left: what they did stays theirs (ACC-27).
alter table agent add column left_at timestamptz(3);

alter table portal_account
  add column version integer not null default 1,
  add column phone text,
  -- When it was shown that the account's address is read by its person; null where staff vouch for it.
  add column verified_at timestamptz(3),
  -- Since when a verified account waits for staff (ACC-24); it is a draft until then.
  add column awaiting_approval_since timestamptz(3);

create type proof_purpose as enum ('REGISTRATION', 'PASSWORD_RESET', 'EMAIL_CHANGE', 'LOG_IN');
create type proof_form as enum ('CODE', 'LINK');

-- That somebody reads the mail of an address, by a code or a link that is sent there (ACC-7, ACC-11). There is a row for
-- whoever asks, also where nobody is behind the address: what is done and answered is the same then (ACC-9).
create table proof (
  company_id uuid not null,
  id uuid not null,
  purpose proof_purpose not null,
  form proof_form not null,
  -- Where the mail goes.
  email text not null,
  -- Whose it is, once that is known.
  account_id uuid,
  -- Of the code or the link's secret, made as the mail is sent; null until then, and where no mail is sent.
  hash text,
  asked_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  tries smallint not null,
  used_at timestamptz(3),
  primary key (company_id, id)
);
-- To count what an address was sent of late, and to forget what is long over.
create index proof_by_email on proof (company_id, lower(email), asked_at);
create index proof_by_account on proof (company_id, account_id);
