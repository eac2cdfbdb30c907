create type reaction_kind as enum ('INTERESTED', 'REJECTED');
create type interest_change as enum ('INTERESTED', 'REJECTED', 'REACTION_CLEARED', 'RATED', 'RATING_CLEARED');
create type offer_group as enum ('TO_RATE', 'INTERESTED', 'VISITED', 'REJECTED');

-- Why clients may say that they reject a property; what was said once keeps its text in the history.
create table rejection_reason (
  company_id uuid not null,
  id uuid not null,
  text text not null,
  -- Lower ones stand first, equal ones by age.
  position integer not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  retired_at timestamptz(3),
  primary key (company_id, id)
);
create index rejection_reason_in_use on rejection_reason (company_id, position, id) where retired_at is null;

-- What a contact thinks of a property now. Its row is locked by whoever changes that, or what follows from it.
create table interest (
  company_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  property_id uuid not null,
  reaction reaction_kind,
  -- The texts as they were then, each with the id of the company's reason where it was one.
  reasons jsonb not null default '[]',
  reacted_at timestamptz(3),
  rating smallint,
  rated_at timestamptz(3),
  version integer not null default 0,
  primary key (company_id, id),
  constraint interest_once unique (company_id, contact_id, property_id),
  constraint interest_reasons check (reaction = 'REJECTED' or reasons = '[]'),
  constraint interest_rating check (rating between 1 and 5)
);

-- All that the client said; each change makes one version.
create table interest_history (
  company_id uuid not null,
  interest_id uuid not null,
  version integer not null,
  change interest_change not null,
  reasons jsonb not null default '[]',
  rating smallint,
  -- An account's id.
  by_id text,
  at timestamptz(3) not null,
  primary key (company_id, interest_id, version)
);

create table favourite (
  company_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  -- Whose account it was when it was written: by it staff see it who see the contact.
  contact_id uuid not null,
  property_id uuid not null,
  created_at timestamptz(3) not null,
  primary key (company_id, id),
  constraint favourite_once unique (company_id, account_id, property_id)
);
create index favourite_by_account on favourite (company_id, account_id, id);
create index favourite_by_contact on favourite (company_id, contact_id, id);

-- Follows from the contact's reaction and viewings; it is kept so that an index can find a group's offers.
alter table offer add column "group" offer_group not null default 'TO_RATE';
update offer set "group" = 'VISITED' where exists (
  select from viewing v
  where v.company_id = offer.company_id and v.contact_id = offer.contact_id and v.property_id = offer.property_id
    and v.status = 'COMPLETED' and v.outcome <> 'NO_SHOW');
create index offer_by_group on offer (company_id, "group", id);
create index offer_by_contact_and_group on offer (company_id, contact_id, "group", id);
create index viewing_by_contact_and_property on viewing (company_id, contact_id, property_id, id);
