create type account_editor as enum ('CLIENT', 'STAFF');

-- Who last changed what an account says of its person; null while it says what it was made with.
alter table portal_account add column edited_by account_editor;

-- What is alike to a reader: without accents, capitals and punctuation. `unaccent` itself is not immutable, since its
-- dictionary could change; this one is named, and comes with the extension.
create function plain_text(text) returns text language sql immutable strict parallel safe
  return lower(regexp_replace(public.unaccent('public.unaccent'::regdictionary, $1), '[!-/:-@[-`{-~]+', ' ', 'g'));

-- Staff find an account by any part of a name or an address. A blank stands before each word, also the first, so that one
-- or two letters are found by the index as the beginning of a word.
alter table portal_account
  add column searched text not null generated always as (
    plain_text(' ' || first_name || ' ' || last_name || ' ' || email)
  ) stored;
create index portal_account_by_text on portal_account using gin (company_id, searched public.gin_trgm_ops);
