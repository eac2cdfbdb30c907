-- What keeps one failing event from holding up the others, and what lets a reaction go on after a restore. Runs once in
-- each subgraph's schema, with search_path `<schema>, public`.

-- Events of other subgraphs that a reaction could not take in, and those of the same entity that wait behind them, in
-- the order of (epoch, pos). The event itself is kept: its source may have trimmed its log by the time it is tried again.
create table parked (
  id uuid primary key,
  consumer text not null,
  source text not null,
  epoch integer not null,
  pos bigint not null,
  company_id uuid not null,
  subject text not null,
  type text not null,
  version integer not null,
  event jsonb not null,
  -- How often it has failed; none for one that only waits.
  attempts integer not null,
  -- What it failed with last: a code, never a message, which may hold parameters.
  error text,
  parked_at timestamptz(3) not null default now(),
  next_try_at timestamptz(3) not null,
  constraint parked_once unique (consumer, subject, epoch, pos)
);
create index parked_due on parked (consumer, next_try_at);
create index parked_of_company on parked (company_id, id);

-- How far a full read of the source has come, while there is one: {} once it is wanted, then the place from before the
-- first row and the last key read. The reaction itself rests meanwhile.
alter table consumer add column rebuilding jsonb;

-- The lives of this log: after which position each epoch has begun. What a reaction has read beyond it in an earlier
-- life was lost by the restore, and the same positions hold other events now.
create table life (
  epoch integer primary key,
  began bigint not null
);
insert into life (epoch, began) select epoch, trimmed from head;

-- Whoever raises the epoch, it is noted here.
create function note_life()
returns trigger language plpgsql set search_path from current as $$
begin
  insert into life (epoch, began)
  values (new.epoch, coalesce((select pos from log order by pos desc limit 1), new.trimmed))
  on conflict (epoch) do nothing;
  return null;
end
$$;
create trigger head_life after update of epoch on head
  for each row when (new.epoch > old.epoch) execute function note_life();
