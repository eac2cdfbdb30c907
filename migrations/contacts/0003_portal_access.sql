-- Whether a contact's portal user may come in, not only whether there is one (CON-2).
alter table portal_user add column is_disabled boolean not null default false;
create index portal_user_by_account on portal_user (company_id, account_id);

-- What accounts' events tell about the companies' portals; one of which nothing was told is on.
create table portal (
  company_id uuid primary key,
  is_on boolean not null
);

alter type activity_kind add value 'ACCOUNT_LINKED';
alter type activity_kind add value 'ACCOUNT_DELETED';
