-- Staff may look at the portal as a client sees it, for half an hour, and change nothing. Such a session is the client's to
-- all who ask, and says who looks.
alter table session add column seen_by uuid;
create index session_by_seer on session (company_id, seen_by) where seen_by is not null;

-- Who looked, whom they saw, and why: for the client to read, too.
create table client_view (
  company_id uuid not null,
  session_id uuid not null,
  account_id uuid not null,
  agent_id uuid not null,
  reason text not null,
  started_at timestamptz(3) not null,
  -- When it ends by itself.
  ends_at timestamptz(3) not null,
  primary key (company_id, session_id)
);
create index client_view_by_account on client_view (company_id, account_id, session_id);
