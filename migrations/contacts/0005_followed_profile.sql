-- What an account said of its person when its contact last followed it (ACC-17): the address and number that the next ones
-- take the place of.
create table followed_profile (
  company_id uuid not null,
  account_id uuid not null,
  version integer not null,
  email text not null,
  phone text,
  primary key (company_id, account_id)
);

alter type activity_kind add value 'EDITED_BY_CLIENT';
alter type activity_kind add value 'EDITED_BY_STAFF';
