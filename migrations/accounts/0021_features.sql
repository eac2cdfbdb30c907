-- As before, with the fact that tells which parts of a portal its clients have.
drop index log_rights;
create index log_rights on log (logged_at) where type in (
  'session.ended', 'account.disabled', 'account.enabled', 'agent.disabled', 'agent.enabled', 'agent.role_changed',
  'password.changed', 'password.change_required', 'portal.switched_off', 'portal.switched_on', 'portal.changed',
  'portal.origins_changed', 'terms.required', 'terms.accepted', 'api_key.changed', 'api_key.revoked'
);
