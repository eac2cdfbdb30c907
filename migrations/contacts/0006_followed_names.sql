-- A contact follows only what its account says anew, so that what staff have corrected stays (ACC-17). Null where it was
-- last followed before these were kept.
alter table followed_profile
  add column first_name text,
  add column last_name text,
  add column language text;
