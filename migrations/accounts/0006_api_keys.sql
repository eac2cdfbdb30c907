create type api_key_scope as enum (
  'ACCOUNTS_READ', 'ACCOUNTS_WRITE', 'CONTACTS_READ', 'CONTACTS_WRITE',
  'VIEWINGS_READ', 'VIEWINGS_WRITE', 'TICKETS_READ', 'TICKETS_WRITE'
);

-- Keys by which a company's own programs come in (ACC-29). They are kept when they have ended: who had one, and until when.
create table api_key (
  company_id uuid not null,
  id uuid not null,
  -- SHA-256; the key itself is known to its owner only.
  hash text not null,
  name text not null,
  scopes api_key_scope[] not null check (cardinality(scopes) > 0),
  -- The member of staff for whom it acts: it may do what they may, as far as its scopes go.
  agent_id uuid not null,
  created_by uuid not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  -- To the minute: it is not written more often.
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  revoked_by uuid,
  version integer not null,
  primary key (company_id, id)
);
-- To count those that may still be used; there are few of them in a company.
create index api_key_not_revoked on api_key (company_id, expires_at) where revoked_at is null;

-- As before, with the facts that an API key has ended or may do something else.
drop index log_rights;
create index log_rights on log (logged_at) where type in (
  'session.ended', 'account.disabled', 'account.enabled', 'agent.disabled', 'agent.enabled', 'agent.role_changed',
  'password.changed', 'password.change_required', 'portal.switched_off', 'portal.switched_on', 'portal.origins_changed',
  'terms.required', 'terms.accepted', 'api_key.changed', 'api_key.revoked'
);
