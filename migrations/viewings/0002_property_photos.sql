-- The photos of a property, in the order in which they are shown: positions rise, and may have gaps.
create table property_photo (
  company_id uuid not null,
  id uuid not null,
  property_id uuid not null,
  file_id uuid not null,
  position integer not null,
  -- What is to be seen, for those who do not see it; may be empty.
  description text not null,
  created_at timestamptz(3) not null,
  primary key (company_id, id),
  constraint property_photo_file unique (company_id, file_id),
  -- Looked at when a statement is through: one that puts them all in another order passes through repetitions.
  constraint property_photo_place unique (company_id, property_id, position) deferrable initially immediate
);
