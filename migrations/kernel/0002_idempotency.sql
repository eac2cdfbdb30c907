-- Which mutations were done under which of their askers' keys, so that none is done twice (API-6). A row is written in the
-- transaction of what it tells of. While that runs it is locked, and whoever comes with the same key waits for it.
create table idempotency (
  company_id uuid not null,
  -- The agent or portal account whose key it is.
  actor text not null,
  key text not null,
  made_at timestamptz not null,
  -- By the field's name in the response: a keyed hash of the field and its arguments, the ids in the payload, and the
  -- outbox id of the event. Never an answer.
  done jsonb not null default '{}',
  primary key (company_id, actor, key)
);
-- For sweeping out what is older than a day.
create index idempotency_made on idempotency (made_at);
