-- Single sign-on (ACC-21): the installations of a company's product that are OpenID providers, by which clients come in.
create table sign_on_instance (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  -- As the provider calls itself; it never changes, since what it says of people counts for this issuer only.
  issuer text not null,
  client_id text not null,
  -- Sealed with KEYS_DIR's accounts.seal.
  sealed_secret text not null,
  product_url text not null,
  -- Where whoever came from a wrong one is sent (ACC-22).
  is_main boolean not null,
  is_enabled boolean not null,
  created_at timestamptz(3) not null,
  version integer not null,
  primary key (company_id, id),
  constraint sign_on_instance_issuer unique (company_id, issuer)
);
create unique index sign_on_instance_main on sign_on_instance (company_id) where is_main;

-- Through which instance an account's person signs on, and as whom the provider knows them.
create table sign_on_link (
  company_id uuid not null,
  account_id uuid not null,
  instance_id uuid not null,
  subject text not null,
  -- What the provider said last.
  email text not null,
  linked_at timestamptz(3) not null,
  used_at timestamptz(3) not null,
  -- Since when their address was last shown by another instance, which was refused (ACC-22); null once it is well again.
  refused_at timestamptz(3),
  primary key (company_id, account_id),
  constraint sign_on_link_subject unique (company_id, instance_id, subject)
);
create index sign_on_link_by_email on sign_on_link (company_id, lower(email));

-- Somebody who is just signing on: first on their way to the provider, then, once it has vouched for them, back to the
-- frontend that began it. Each step serves once.
create table sign_on_attempt (
  company_id uuid not null,
  id uuid not null,
  instance_id uuid not null,
  -- SHA-256 of what only the frontend knows that began it, so that nobody is logged in as somebody else.
  verifier_hash text not null,
  -- SHA-256 of the secret that stands for the next step: in `state` at first, then in the token for the frontend.
  secret_hash text not null,
  -- Sealed: at first our own verifier and nonce, then what the provider said of the person.
  sealed text not null,
  asked_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  -- When the provider answered, whatever it said.
  answered_at timestamptz(3),
  -- When it vouched for the person.
  vouched_at timestamptz(3),
  primary key (company_id, id)
);
-- To forget what is long over.
create index sign_on_attempt_over on sign_on_attempt (company_id, expires_at);
