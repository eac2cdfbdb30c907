-- A gateway that starts reads what has changed in the last minutes, out of a log of which these facts are a small part. A
-- time is that of the transaction which numbered the fact, as it began: it rises with the positions, but for small steps
-- back, so that whoever reads by time reads a little more than is needed. Reading on from a place needs no index but the
-- log's key, since it looks through a window of positions at a time.
create index log_rights on log (logged_at) where type in (
  'session.ended', 'account.disabled', 'account.enabled', 'agent.disabled', 'agent.enabled', 'agent.role_changed',
  'password.changed', 'password.change_required', 'portal.switched_off', 'portal.switched_on', 'terms.required',
  'terms.accepted'
);
