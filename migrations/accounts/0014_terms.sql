-- The terms and conditions of each company (ACC-16). A version that was published never changes; they count up.
create table terms (
  company_id uuid not null,
  version integer not null,
  -- Whether clients must accept it before anything else.
  is_required boolean not null,
  -- In which it was published.
  languages text[] not null check (cardinality(languages) > 0),
  published_at timestamptz(3) not null,
  published_by uuid not null,
  primary key (company_id, version)
);

create table terms_text (
  company_id uuid not null,
  version integer not null,
  language text not null,
  title text not null,
  body text not null,
  primary key (company_id, version, language)
);

-- Who accepted which version, when, as read in which language, and from where.
create table terms_acceptance (
  company_id uuid not null,
  account_id uuid not null,
  version integer not null,
  accepted_at timestamptz(3) not null,
  locale text not null,
  address text,
  primary key (company_id, account_id, version)
);
