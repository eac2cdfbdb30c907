-- The events of one subgraph. Runs once in each subgraph's schema, with search_path `<schema>, public`.

-- What business transactions write. Rows are committed out of the order of their ids, so nobody reads this table but
-- advance(). It is nearly always empty, which is why it is vacuumed by count and not by share.
create sequence outbox_id cache 1;
create table outbox (
  -- The transaction takes its own id before the row's: move_outbox() rests on it. As the column's default, at next to no
  -- cost, it cannot be forgotten.
  id bigint primary key default nextval(case when pg_current_xact_id() > '0' then 'outbox_id'::regclass end),
  company_id uuid not null,
  type text not null,
  version integer not null,
  subject text not null,
  persons text[] not null,
  data jsonb not null,
  at timestamptz not null,
  by_id text
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- What everybody reads: append-only, and pos counts 1, 2, 3 … without gaps.
create table log (
  pos bigint primary key,
  outbox_id bigint not null unique,
  company_id uuid not null,
  type text not null,
  version integer not null,
  subject text not null,
  persons text[] not null,
  data jsonb not null,
  at timestamptz not null,
  by_id text,
  -- When it was numbered: retention counts from here.
  logged_at timestamptz not null default now()
);
create index log_company on log (company_id, pos);

-- Which server this is and on which of its timelines, as 'system/timeline'; null where the server does not tell.
create function server_identity()
returns text language plpgsql as $$
begin
  return (select system_identifier from pg_control_system()) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8);
exception when others then
  return null;
end
$$;

-- The log's one row of facts about itself. Its end is not among them: that is the log's own last row, so that this row
-- changes seldom and stays quick to read while an old snapshot keeps all its versions alive.
create table head (
  single boolean primary key default true check (single),
  -- Rises after a restore or a failover, since events may have been lost and their positions given to others; cursors and
  -- consumers of an earlier epoch do not go on by themselves.
  epoch integer not null default 1,
  -- Where the log was advanced last: on another server, or another timeline of it, a new epoch begins.
  server text default server_identity(),
  -- The last position that retention has removed.
  trimmed bigint not null default 0,
  -- Every outbox row up to the floor has been moved, and none can appear there any more. See move_outbox().
  floor bigint not null default 0,
  mark_id bigint not null default 0,
  mark_xid xid8 not null default '0',
  cursor_key bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
);
insert into head default values;

-- How far this subgraph's reactions have read other subgraphs' logs.
create table consumer (
  name text primary key,
  source text not null,
  epoch integer not null,
  pos bigint not null,
  updated_at timestamptz not null default now()
);

-- Begins a new epoch, and returns it. Transaction ids of another server mean nothing here, so the mark begins anew, too.
create function begin_epoch()
returns integer language sql set search_path from current as $$
  update head set epoch = epoch + 1, server = server_identity(), mark_id = head.floor, mark_xid = '0' returning epoch
$$;

-- Moves up to 1,000 committed outbox rows into the log and returns how many. The caller holds advance()'s lock.
--
-- The order is right because an entity's next event takes its id after the commit of the one before: whoever sees the
-- later one sees the earlier one too, and here or in an earlier call it is numbered first.
--
-- The floor keeps this fast while an old snapshot keeps the deleted rows from being vacuumed: the scan starts above it.
-- A mark is (mark_id, mark_xid): the sequence's last value is read first, then this transaction takes its own id. A
-- transaction with a higher id took that id after the mark, and its row ids after that, so they are above mark_id. Once
-- no transaction below mark_xid runs any more, a later statement sees all that will ever be at or below mark_id; when
-- it has moved that, the floor rises to mark_id. The snapshot's xmax would not do for mark_xid: it is one past the last
-- *finished* transaction, and one that runs with that very id may have taken a row id below the mark already.
create function move_outbox()
returns integer language plpgsql set search_path from current set enable_seqscan = off as $$
declare
  batch constant integer := 1000;
  stride constant integer := 250;
  was record;
  newest bigint;
  own xid8;
  settled boolean := false;
  last_pos bigint;
  moved integer;
begin
  -- Once in each session: none outlives the server that it belongs to.
  if current_setting('portico.log_at_home', true) is distinct from current_schema()::text then
    if exists (select from head where server <> server_identity()) then
      perform begin_epoch();
    end if;
    update head set server = server_identity() where server is null and server_identity() is not null;
    perform set_config('portico.log_at_home', current_schema()::text, false);
  end if;
  select head.floor, head.mark_id, head.mark_xid, head.trimmed into was from head;
  select last_value into newest from outbox_id;
  if newest - was.floor >= stride and pg_current_xact_id_if_assigned() is null then
    own := pg_current_xact_id();
    select pg_snapshot_xmin(pg_current_snapshot()) >= was.mark_xid into settled;
  end if;

  last_pos := coalesce((select pos from log order by pos desc limit 1), was.trimmed);
  with moving as (
    delete from outbox
    where id = any (array(select id from outbox where id > was.floor order by id limit batch))
    returning *
  )
  insert into log (pos, outbox_id, company_id, type, version, subject, persons, data, at, by_id)
  select last_pos + row_number() over (order by id), id, company_id, type, version, subject, persons, data, at, by_id
  from moving;
  get diagnostics moved = row_count;

  if settled and moved < batch then
    update head set floor = was.mark_id, mark_id = newest, mark_xid = own;
  end if;
  if moved > 0 then
    -- The doorbell: no payload, and never in a business transaction, where it would halve the throughput.
    perform pg_notify(current_schema(), '');
  end if;
  return moved;
end
$$;

-- What has been numbered must never be taken back by a crash, or other events would get the same positions. A SET clause
-- of the function would end with it, before the commit that it is for.
create function prepare_to_advance()
returns void language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'The log is advanced in READ COMMITTED only: in % the move does not see what was committed before it got the lock.',
      upper(current_setting('transaction_isolation'))
      using errcode = 'invalid_transaction_state';
  end if;
  if current_setting('synchronous_commit') not in ('on', 'remote_apply') then
    perform set_config('synchronous_commit', 'on', true);
  end if;
end
$$;

-- Advances the log: waits for its turn, then moves. In a transaction of its own, right after a business commit.
create function advance()
returns integer language plpgsql set search_path from current as $$
begin
  perform prepare_to_advance();
  perform pg_advisory_xact_lock(hashtext('advance'), hashtext(current_schema()));
  return move_outbox();
end
$$;

-- The same for the regular look: nothing to do, and 0, where somebody else is at it.
create function try_advance()
returns integer language plpgsql set search_path from current as $$
begin
  perform prepare_to_advance();
  if not pg_try_advisory_xact_lock(hashtext('advance'), hashtext(current_schema())) then
    return 0;
  end if;
  return move_outbox();
end
$$;
