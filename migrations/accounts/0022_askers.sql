-- Who asks for a proof, as far as can be told: the account that moves its address, else the network of a visitor. What one
-- asks for ends nothing that another was mailed, and uses up little of an address's mails (ACC-26).
alter table proof add column asker text not null default 'unknown';
-- When its mail goes out, where one does.
alter table proof add column mail_at timestamptz(3);
-- What an address was sent of late is counted for each purpose.
create index proof_by_purpose on proof (company_id, purpose, lower(email), asked_at);
drop index proof_by_email;

-- By which sign-ons that are over are forgotten, whichever company's.
create index sign_on_attempt_sweep on sign_on_attempt (expires_at);
drop index sign_on_attempt_over;
