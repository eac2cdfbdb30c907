-- Those who registered by themselves, and what staff make of them (CON-4).
create type contact_source as enum ('STAFF', 'REGISTRATION');
create type do_not_contact_reason as enum ('SELF_REGISTRATION', 'REJECTED', 'SPAM');
create type review_state as enum ('PENDING', 'ACCEPTED', 'MERGED', 'REJECTED', 'SPAM');

alter table contact
  add column source contact_source not null default 'STAFF',
  -- The account of whoever registered: registering is once, however often it is asked for.
  add column registered_account_id uuid,
  -- Since when nobody may write to this person, who said so, null for the system, and why.
  add column do_not_contact_since timestamptz(3),
  add column do_not_contact_by_id uuid,
  add column do_not_contact_reason do_not_contact_reason,
  -- Null for those who need no review.
  add column review_state review_state,
  add column reviewed_at timestamptz(3),
  add column reviewed_by_id uuid,
  -- Whom the same address stands for already: one of them may be the same person.
  add column candidate_ids uuid[] not null default '{}',
  -- Of whom this contact has become a part: that one is found under this one's id, and this one in no list.
  add column merged_into_id uuid,
  add constraint contact_do_not_contact
    check ((do_not_contact_since is null) = (do_not_contact_reason is null)),
  add constraint contact_merged check (merged_into_id <> id);
create unique index contact_registered on contact (company_id, registered_account_id);
create index contact_by_review on contact (company_id, review_state, id) where review_state is not null;
create index contact_merged_into on contact (company_id, merged_into_id) where merged_into_id is not null;

create index contact_email_by_address on contact_email (company_id, lower(address));

alter type activity_kind add value 'LEAD_REGISTERED';
