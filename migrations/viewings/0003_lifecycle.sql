-- How a completed viewing went: what staff said of it, or what is assumed at the end of its day.
create type viewing_outcome as enum ('TOOK_PLACE', 'NO_SHOW', 'ASSUMED');

alter type viewing_change add value 'DATES_ADDED';
alter type viewing_change add value 'PROPOSED';
alter type viewing_change add value 'PROPOSAL_DECLINED';
alter type viewing_change add value 'REASSIGNED';
alter type viewing_change add value 'NO_SHOW';

alter table viewing
  add column outcome viewing_outcome,
  -- Another time that the client would like better, until staff have answered.
  add column proposed_starts_at timestamptz(3),
  add column proposed_ends_at timestamptz(3),
  add column proposed_at timestamptz(3),
  add constraint viewing_has_outcome check ((status = 'COMPLETED') = (outcome is not null)),
  add constraint viewing_proposal check (
    (proposed_at is null and proposed_starts_at is null and proposed_ends_at is null)
    or (proposed_at is not null and proposed_starts_at < proposed_ends_at)
  );
