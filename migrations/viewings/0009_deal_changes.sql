create type deal_status as enum ('OPEN', 'WON', 'LOST');
create type client_change as enum (
  'INTERESTED', 'REJECTED', 'REACTION_CLEARED', 'RATED', 'RATING_CLEARED',
  'VIEWING_REQUESTED', 'VIEWING_CANCELLED', 'VIEWING_PROPOSED', 'VIEWING_DATES_ADDED'
);

alter table deal
  add column status deal_status not null default 'OPEN',
  add column closed_at timestamptz(3),
  add column version integer not null default 1,
  -- How often the client changed something, and how many of these staff have seen.
  add column client_changes integer not null default 0,
  add column client_changes_seen integer not null default 0,
  add constraint deal_closed check ((status = 'OPEN') = (closed_at is null)),
  add constraint deal_seen check (client_changes_seen <= client_changes);
create index deal_by_status on deal (company_id, status, id);
create index deal_changed_by_client on deal (company_id, id) where client_changes > client_changes_seen;
create index deal_not_changed_by_client on deal (company_id, id) where client_changes <= client_changes_seen;

-- What the client changed of what a deal is about, through the portal.
create table deal_client_change (
  company_id uuid not null,
  deal_id uuid not null,
  -- Counts the deal's.
  number integer not null,
  change client_change not null,
  property_id uuid not null,
  viewing_id uuid,
  -- An account's id.
  by_id text not null,
  at timestamptz(3) not null,
  primary key (company_id, deal_id, number)
);
