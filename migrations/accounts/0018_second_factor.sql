-- A code of an app beside the password (TOTP, RFC 6238).
create table second_factor (
  company_id uuid not null,
  -- An agent's or a portal account's id.
  person_id text not null,
  -- Sealed with KEYS_DIR's accounts.seal.
  sealed_secret text not null,
  started_at timestamptz(3) not null,
  -- When its owner showed that the app has the secret; it is asked for from then on.
  confirmed_at timestamptz(3),
  -- The time step of the last code that served: none serves twice.
  last_step integer not null,
  -- Tries that were not right, and since when they are counted.
  failures smallint not null,
  failures_since timestamptz(3) not null,
  primary key (company_id, person_id)
);

create table recovery_code (
  company_id uuid not null,
  person_id text not null,
  -- SHA-256; the codes are known to their owner only.
  hash text not null,
  used_at timestamptz(3),
  primary key (company_id, person_id, hash)
);

-- Somebody has shown the first factor, and is asked for the second.
create table second_factor_challenge (
  company_id uuid not null,
  id uuid not null,
  person_id text not null,
  way sign_in_way not null,
  tries smallint not null,
  asked_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (company_id, id)
);
create index second_factor_challenge_by_person on second_factor_challenge (company_id, person_id);

alter type sign_in_outcome add value 'SECOND_FACTOR_WRONG';
