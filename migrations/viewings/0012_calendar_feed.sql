-- A calendar that somebody has subscribed to from outside: who has its address reads it without logging in.
create table calendar_feed (
  company_id uuid not null,
  -- An agent's or an account's id.
  person_id text not null,
  -- Of the secret in its address, which nobody keeps.
  hash text not null,
  created_at timestamptz(3) not null,
  last_read_at timestamptz(3),
  primary key (company_id, person_id),
  constraint calendar_feed_hash unique (company_id, hash)
);
