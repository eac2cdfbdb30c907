alter table viewing
  -- When the client was told that the way is shown, and that the journal can be written in; null while that is closed.
  add column navigation_opened_at timestamptz(3),
  add column journal_opened_at timestamptz(3),
  -- When the journal was opened for the first time: what is written in it stays readable from then on.
  add column journal_unlocked_at timestamptz(3);
