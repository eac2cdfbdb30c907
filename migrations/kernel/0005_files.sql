-- The files that people have given a subgraph (API-10). A row is there before the first byte of its file and until after
-- the last one, so that what a killed process leaves behind is found without looking through the store.
create table file (
  company_id uuid not null,
  id uuid not null,
  -- AWAITED: its URL was given out. RECEIVING: its bytes come in, or did when a process was killed. STAGED: received,
  -- checked and stored, for its person to use. USED: something's. RELEASED: nobody's; its objects are about to go.
  state text not null check (state in ('AWAITED', 'RECEIVING', 'STAGED', 'USED', 'RELEASED')),
  -- The agent or portal account who asked to upload it, and nobody else may go on with it.
  person_id text not null,
  kind text not null,
  -- As announced; from STAGED on, what the content has turned out to be.
  media_type text not null,
  bytes bigint not null,
  -- What its sender calls it; null where nobody sees a name.
  name text,
  extension text,
  -- Until then its upload may begin.
  expires_at timestamptz(3) not null,
  -- What is stored of it, as a list of { name, mediaType, bytes, width, height }.
  renditions jsonb not null default '[]',
  duration_ms integer,
  -- From then on the sweeper takes it: what was never sent, never used, or is not used any more.
  sweep_at timestamptz(3),
  primary key (company_id, id),
  check ((state = 'USED') = (sweep_at is null))
);
create index file_unused on file (company_id, person_id) where sweep_at is not null;
create index file_sweep on file (sweep_at) where sweep_at is not null;
