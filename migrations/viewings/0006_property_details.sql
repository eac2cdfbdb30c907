-- What staff tell of a property beyond its address and price (VIE-1).
create type property_transaction as enum ('SALE', 'RENT');
-- From the best to the worst, so that "at least" is a comparison; the labels of all countries in one row.
create type energy_label as enum (
  'A_PLUS_4', 'A_PLUS_3', 'A_PLUS_2', 'A_PLUS', 'A', 'B', 'B_MINUS', 'C', 'D', 'E', 'F', 'G', 'H'
);
create type property_feature as enum (
  'AIR_CONDITIONING', 'BALCONY', 'BARRIER_FREE', 'CELLAR', 'CHARGING_POINT', 'ELEVATOR', 'FIREPLACE', 'FITTED_KITCHEN',
  'FURNISHED', 'GARAGE', 'GARDEN', 'GUEST_TOILET', 'HEAT_PUMP', 'NEW_BUILDING', 'PARKING_SPACE', 'PETS_ALLOWED',
  'ROOF_TERRACE', 'SAUNA', 'SEA_VIEW', 'SOLAR_PANELS', 'STORAGE_ROOM', 'SWIMMING_POOL', 'TERRACE', 'UNDERFLOOR_HEATING',
  'WATERFRONT'
);
create type property_map as enum ('AREA', 'EXACT');

alter table property
  add column transaction property_transaction not null default 'SALE',
  add column latitude double precision,
  add column longitude double precision,
  -- The middle of the field of a coarse grid in which the point lies: what may be told and searched by who must not know
  -- the point.
  add column area_latitude double precision,
  add column area_longitude double precision,
  -- For whoever is on the way to a viewing: where the key is, at which door to ring.
  add column access_notes text,
  add column energy_label energy_label,
  -- In square metres.
  add column living_area integer,
  add column plot_area integer,
  -- Halves are counted in some countries.
  add column rooms numeric(5, 1),
  add column bedrooms integer,
  add column bathrooms integer,
  add column year_built integer,
  add column features property_feature[] not null default '{}',
  add column withdrawn_at timestamptz(3),
  add constraint property_point check (
    (latitude is null) = (longitude is null)
    and (latitude is null) = (area_latitude is null)
    and (latitude is null) = (area_longitude is null)
  );

-- How a company works with viewings; one that has never set anything has no row.
create table viewing_settings (
  company_id uuid not null primary key,
  version integer not null default 1,
  -- What the map shows clients of a property: its point, or about where it is.
  map property_map not null default 'AREA'
);
