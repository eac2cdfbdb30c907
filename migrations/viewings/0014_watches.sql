-- What a contact looks for. A criterion that is null or empty does not narrow.
create table watch (
  company_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  title text,
  transaction property_transaction,
  kinds property_kind[] not null,
  price_min bigint,
  price_max bigint,
  -- Of both prices: what is asked for in another currency does not match.
  price_currency text,
  cities text[] not null,
  -- A part of the map, compared with the area of a property and never with its point.
  south double precision,
  west double precision,
  north double precision,
  east double precision,
  min_rooms numeric(5, 1),
  living_area_min integer,
  living_area_max integer,
  -- All of them are wanted.
  features property_feature[] not null,
  -- An agent's or account's id, null for the system itself.
  made_by_id text,
  paused_at timestamptz(3),
  version integer not null,
  created_at timestamptz(3) not null,
  primary key (company_id, id),
  constraint watch_price check (price_currency is not null or num_nonnulls(price_min, price_max) = 0),
  constraint watch_box check (num_nulls(south, west, north, east) in (0, 4))
);
create index watch_by_contact on watch (company_id, contact_id, id);
-- A new property is looked for by few of many watches, and most name a price.
create index watch_looking on watch using gist (company_id, int8range(price_min, price_max, '[]')) where paused_at is null;

-- What a watch has found, each property once. It stays whatever becomes of the property, for as long as the watch does.
create table watch_match (
  company_id uuid not null,
  watch_id uuid not null,
  property_id uuid not null,
  -- The watch's contact, who sees the property by it.
  contact_id uuid not null,
  matched_at timestamptz(3) not null,
  primary key (company_id, watch_id, property_id)
);
create index watch_match_newest on watch_match (company_id, watch_id, matched_at, property_id);
create index watch_match_by_contact on watch_match (company_id, contact_id, property_id);

create type interaction_kind as enum (
  'INTERESTED', 'REJECTED', 'REACTION_CLEARED', 'RATED', 'RATING_CLEARED', 'FAVOURITE_ADDED', 'FAVOURITE_REMOVED',
  'VIEWING_REQUESTED', 'VIEWING_DATES_ADDED', 'VIEWING_PROPOSED', 'VIEWING_CANCELLED',
  'WATCH_CREATED', 'WATCH_CHANGED', 'WATCH_PAUSED', 'WATCH_RESUMED', 'WATCH_DELETED'
);

-- All that clients did in the portal about properties, viewings and watches, for the staff who look after them.
create table interaction (
  company_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  kind interaction_kind not null,
  property_id uuid,
  viewing_id uuid,
  watch_id uuid,
  rating smallint,
  -- An account's id.
  by_id text not null,
  at timestamptz(3) not null,
  primary key (company_id, id)
);
create index interaction_by_contact on interaction (company_id, contact_id, id);

-- What a contact likes, each property once.
create view liked_property as
  select company_id, contact_id, property_id, bool_or(is_favourite) as is_favourite,
    bool_or(is_interested) as is_interested, max(rating) as rating, max(at) as liked_at
  from (
    select company_id, contact_id, property_id, true as is_favourite, false as is_interested, null::smallint as rating,
      created_at as at
    from favourite
    union all
    select company_id, contact_id, property_id, false, coalesce(reaction = 'INTERESTED', false), rating,
      greatest(case when reaction = 'INTERESTED' then reacted_at end, case when rating >= 4 then rated_at end)
    from interest
    where reaction = 'INTERESTED' or rating >= 4
  ) as liked
  group by company_id, contact_id, property_id;
