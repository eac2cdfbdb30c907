-- What is alike to a reader: without accents, capitals and punctuation. `unaccent` itself is not immutable, since its
-- dictionary could change; this one is named, and comes with the extension.
create function plain_text(text) returns text language sql immutable strict parallel safe
  return lower(regexp_replace(public.unaccent('public.unaccent'::regdictionary, $1), '[!-/:-@[-`{-~]+', ' ', 'g'));

-- All words of a text, each as the beginning of one; null where there are none.
create function words_query(text) returns tsquery language sql immutable strict parallel safe
  return (
    select string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
    from unnest(to_tsvector('simple', plain_text($1)))
  );

-- Clients search what they are told of: nothing of the street, or the search would tell it piece by piece.
alter table property
  add column words tsvector not null generated always as (
    to_tsvector('simple', plain_text(
      reference || ' ' || title || ' ' || city || ' ' || coalesce(region, '') || ' ' || description))
  ) stored,
  add column words_exact tsvector not null generated always as (
    to_tsvector('simple', plain_text(
      reference || ' ' || title || ' ' || city || ' ' || coalesce(region, '') || ' ' || description
      || ' ' || street || ' ' || postal_code))
  ) stored,
  add column names text not null generated always as (plain_text(reference || ' ' || title || ' ' || city)) stored,
  add column names_exact text not null generated always as (
    plain_text(reference || ' ' || title || ' ' || city || ' ' || street || ' ' || postal_code)
  ) stored;

-- For staff, who see all there is; the few that one client sees are found by their ids.
create index property_by_words on property using gin (company_id, words_exact);
create index property_by_likeness on property using gin (company_id, names_exact public.gin_trgm_ops);
create index property_by_features on property using gin (company_id, features);
create index property_by_price on property (company_id, price_currency, price_amount, id);
create index property_by_city on property (company_id, plain_text(city), id);
create index property_by_latitude on property (company_id, latitude, longitude);
create index property_withdrawn on property (company_id, id) where withdrawn_at is not null;
