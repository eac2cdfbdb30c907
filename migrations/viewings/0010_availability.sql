-- When an agent has time to show properties. Who has no row has the usual hours.
create table availability (
  company_id uuid not null,
  agent_id uuid not null,
  -- Ranges of times of day, by the clocks of whatever property is shown: [{"weekday": 1, "from": "09:00", "to": "18:00"}].
  weekly jsonb not null,
  buffer_minutes integer not null,
  notice_hours integer not null,
  version integer not null,
  primary key (company_id, agent_id)
);

-- Dates on which it is otherwise.
create table availability_exception (
  company_id uuid not null,
  agent_id uuid not null,
  date date not null,
  -- Ranges as above, without a weekday; none where the agent is off.
  hours jsonb not null,
  primary key (company_id, agent_id, date)
);
