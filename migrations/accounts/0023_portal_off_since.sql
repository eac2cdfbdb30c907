-- Since when a portal is off: who looks for why somebody cannot come in wants to know. Of portals that were off before, nobody
-- knows it any more.
alter table portal
  add switched_off_at timestamptz(3),
  add constraint portal_off_since check (not is_on or switched_off_at is null);
