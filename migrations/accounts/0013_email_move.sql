-- That an account is logged in with by another address (ACC-17), until both addresses have been told: jobs carry no
-- personal data, so they read it here, and the last one forgets it.
create table email_move (
  company_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  from_email text not null,
  to_email text not null,
  by account_editor not null,
  from_told_at timestamptz(3),
  primary key (company_id, id)
);
create index email_move_by_account on email_move (company_id, account_id);
