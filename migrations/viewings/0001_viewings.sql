create type property_kind as enum ('HOUSE', 'APARTMENT', 'ROOM', 'LAND', 'COMMERCIAL', 'PARKING');
create type viewing_status as enum ('PENDING', 'CONFIRMED', 'REJECTED', 'CANCELLED', 'COMPLETED');
create type viewing_change as enum ('REQUESTED', 'CONFIRMED', 'REJECTED', 'RESCHEDULED', 'CANCELLED', 'COMPLETED');

-- What contacts' events tell of whose contact somebody is.
create table client (
  company_id uuid not null,
  contact_id uuid not null,
  agent_id uuid,
  primary key (company_id, contact_id)
);
create index client_by_agent on client (company_id, agent_id, contact_id);

create table property (
  company_id uuid not null,
  id uuid not null,
  reference text not null,
  title text not null,
  description text not null,
  kind property_kind not null,
  price_amount bigint not null,
  price_currency text not null,
  street text not null,
  postal_code text not null,
  city text not null,
  region text,
  country text not null,
  -- An IANA name: what "today" and "from 14:30" mean for this property.
  time_zone text not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  primary key (company_id, id),
  constraint property_reference unique (company_id, reference)
);

create table deal (
  company_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  title text,
  created_by uuid not null,
  created_at timestamptz(3) not null,
  primary key (company_id, id)
);
create index deal_by_contact on deal (company_id, contact_id, id);

create table offer (
  company_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  property_id uuid not null,
  -- The deal's contact, whose list of offers is read by it.
  contact_id uuid not null,
  offered_by uuid not null,
  created_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  primary key (company_id, id),
  constraint offer_once unique (company_id, deal_id, property_id)
);
create index offer_by_deal on offer (company_id, deal_id, id);
create index offer_by_contact on offer (company_id, contact_id, id);
create index offer_by_contact_and_property on offer (company_id, contact_id, property_id);

-- A time that an agent gives to a property. It exists as long as it is held: a cancelled viewing lets go of it.
create table slot (
  company_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  property_id uuid not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  primary key (company_id, id),
  constraint slot_has_length check (starts_at < ends_at),
  constraint slot_agent_free exclude using gist (company_id with =, agent_id with =, tstzrange(starts_at, ends_at) with &&),
  constraint slot_property_free exclude using gist (company_id with =, property_id with =, tstzrange(starts_at, ends_at) with &&)
);

create table viewing (
  company_id uuid not null,
  id uuid not null,
  property_id uuid not null,
  contact_id uuid not null,
  agent_id uuid not null,
  status viewing_status not null,
  -- What it holds while it is confirmed or completed.
  slot_id uuid,
  -- The time that was last agreed on; it stays readable after a cancellation.
  starts_at timestamptz(3),
  ends_at timestamptz(3),
  outside_preferred boolean not null default false,
  -- Why it was rejected or cancelled.
  reason text,
  cancelled_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  primary key (company_id, id),
  constraint viewing_has_time check (status not in ('CONFIRMED', 'COMPLETED') or (slot_id is not null and starts_at < ends_at)),
  -- A slot holds agent and property, a viewing its contact: so a slot can come to hold several viewings.
  constraint viewing_contact_free exclude using gist (company_id with =, contact_id with =, tstzrange(starts_at, ends_at) with &&)
    where (status in ('CONFIRMED', 'COMPLETED'))
);
create unique index viewing_open on viewing (company_id, contact_id, property_id) where status in ('PENDING', 'CONFIRMED');
create index viewing_by_contact on viewing (company_id, contact_id, id);
create index viewing_by_agent on viewing (company_id, agent_id, starts_at, id);

-- The days that the client would like, in their order: dates and times of day in the property's zone.
create table preferred_date (
  company_id uuid not null,
  viewing_id uuid not null,
  position integer not null,
  date date not null,
  from_time time(3),
  to_time time(3),
  primary key (company_id, viewing_id, position),
  constraint preferred_date_once unique (company_id, viewing_id, date)
);

-- All that happened to a viewing; each change makes one version.
create table viewing_history (
  company_id uuid not null,
  viewing_id uuid not null,
  version integer not null,
  change viewing_change not null,
  -- An agent's or account's id, null for the system itself.
  by_id text,
  at timestamptz(3) not null,
  starts_at timestamptz(3),
  ends_at timestamptz(3),
  reason text,
  primary key (company_id, viewing_id, version)
);
