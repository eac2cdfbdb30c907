-- How far the reactions of other subgraphs have read this log, by the consumer's name, as they tell it with each page they
-- ask for. Retention waits for the slowest of them.
create table reader (
  name text primary key,
  pos bigint not null,
  seen_at timestamptz not null default now()
);

-- Removes up to 5,000 of the events that were numbered longer ago than `keep`, the oldest first, and never one that a
-- registered reader has yet to read. Returns how many, null where another process is at it, and which reader kept it from
-- removing more. Head and rows change in one transaction, so that a page read in one statement either has the events or
-- knows that they are gone.
create function trim_log(keep interval, out removed integer, out held_by text)
returns record language plpgsql set search_path from current as $$
declare
  batch constant integer := 5000;
  was bigint;
  aged bigint;
  slowest record;
begin
  if not pg_try_advisory_xact_lock(hashtext('trim'), hashtext(current_schema())) then
    return;
  end if;
  removed := 0;
  select trimmed into was from head;
  select coalesce(min(pos) filter (where logged_at > now() - keep) - 1, max(pos)) into aged
  from (select pos, logged_at from log where pos > was order by pos limit batch) as oldest;
  select name, pos into slowest from reader order by pos limit 1;
  if slowest.pos < aged then
    aged := slowest.pos;
    held_by := slowest.name;
  end if;
  if aged > was then
    delete from log where pos > was and pos <= aged;
    get diagnostics removed = row_count;
    update head set trimmed = aged;
  end if;
end
$$;
