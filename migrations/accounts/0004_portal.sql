create type portal_feature as enum (
  'VIEWINGS', 'OFFERS', 'TICKETS', 'HELP_CENTRE', 'CONTACT_AGENT', 'PROFILE_DELETION', 'UPLOADS'
);
create type registration_mode as enum ('OPEN', 'MODERATED', 'CLOSED');
create type registration_way as enum ('CODE', 'LINK');

-- How each company's portal looks and works (ACC-24): one row a company, made with it.
create table portal (
  company_id uuid primary key,
  version integer not null,
  is_on boolean not null,
  notice text,
  features portal_feature[] not null,
  display_name text not null,
  primary_color text,
  accent_color text,
  logo_url text,
  registration_mode registration_mode not null,
  registration_way registration_way not null,
  shortest_name smallint not null,
  languages text[] not null,
  default_language text not null,
  support_email text,
  imprint_url text,
  privacy_url text,
  origins text[] not null
);

insert into portal (
  company_id, version, is_on, features, display_name, registration_mode, registration_way, shortest_name, languages,
  default_language, origins
)
select company_id, 1, true, enum_range(null::portal_feature), name, 'CLOSED', 'CODE', 3, '{en,nl,de,fr,es}', 'en', '{}'
from company;

-- As before, with the fact that a company's frontends have other origins.
drop index log_rights;
create index log_rights on log (logged_at) where type in (
  'session.ended', 'account.disabled', 'account.enabled', 'agent.disabled', 'agent.enabled', 'agent.role_changed',
  'password.changed', 'password.change_required', 'portal.switched_off', 'portal.switched_on', 'portal.origins_changed',
  'terms.required', 'terms.accepted'
);
