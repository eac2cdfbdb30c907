-- Staff come, change and go (ACC-27). What a member of staff was at the asker's reading, so that nothing unseen is overwritten.
alter table agent add column version integer not null default 1;

-- Members of staff who work together.
create table team (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  version integer not null,
  created_at timestamptz(3) not null,
  primary key (company_id, id)
);
create unique index team_name on team (company_id, lower(name));

create table team_member (
  company_id uuid not null,
  team_id uuid not null,
  agent_id uuid not null,
  primary key (company_id, team_id, agent_id)
);
create index team_member_by_agent on team_member (company_id, agent_id, team_id);

-- What of somebody's is left behind when they leave: contacts to be given to others, and keys to be ended.
create index client_by_agent on client (company_id, agent_id);
create index api_key_by_agent on api_key (company_id, agent_id) where revoked_at is null;
