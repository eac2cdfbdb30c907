-- Of which times of a viewing people have been reminded: each once, however often a job runs.
create table viewing_reminder (
  company_id uuid not null,
  viewing_id uuid not null,
  name text not null,
  starts_at timestamptz(3) not null,
  reminded_at timestamptz(3) not null,
  primary key (company_id, viewing_id, name, starts_at)
);
