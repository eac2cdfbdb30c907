-- Of tries that nobody looked at there are as many as somebody likes to make: they are forgotten sooner than the others.
create index sign_in_locked_sweep on sign_in (at) where outcome = 'LOCKED';

-- When staff declined: what could not be mailed within days is given up, and its person forgotten.
alter table registration_decline add column declined_at timestamptz(3) not null default now();
create index registration_decline_sweep on registration_decline (declined_at);
