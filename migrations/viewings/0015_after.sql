-- What a client thought of a viewing; one for each.
create table viewing_feedback (
  company_id uuid not null,
  viewing_id uuid not null,
  overall integer,
  text text,
  -- Who wrote it down: an agent or the client's portal account.
  by_id text not null,
  is_on_behalf boolean not null,
  given_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  primary key (company_id, viewing_id),
  constraint viewing_feedback_overall check (overall between 1 and 5),
  constraint viewing_feedback_says check (overall is not null or text is not null)
);

create type accompaniment as enum ('AGENT', 'OWNER', 'TENANT', 'NOBODY');

-- Who goes along to a viewing, and what staff have to see to; one for each that anything was arranged for.
create table viewing_arrangement (
  company_id uuid not null,
  viewing_id uuid not null,
  accompanied_by accompaniment,
  accompanied_name text,
  keys text,
  notice text,
  notes text,
  version integer not null,
  primary key (company_id, viewing_id)
);
