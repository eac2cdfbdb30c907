-- A time at which a property is shown to several at once. Its slot is there as long as it is not cancelled.
create table block (
  company_id uuid not null,
  id uuid not null,
  slot_id uuid not null,
  property_id uuid not null,
  agent_id uuid not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  -- How many viewings share it; they are counted under its lock.
  capacity integer not null check (capacity > 0),
  reason text,
  cancelled_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (company_id, id)
);
create index block_by_property on block (company_id, property_id, starts_at, id);

-- The block whose time a viewing shares, or was asked for. It holds a place while it is confirmed or completed.
alter table viewing add column block_id uuid;
create index viewing_by_block on viewing (company_id, block_id, id) where block_id is not null;
