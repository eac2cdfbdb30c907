-- Staff have a way back in, too: by a code for the agent of an address, not for the portal account of the same one.
alter type proof_purpose add value 'STAFF_PASSWORD_RESET';

-- Whether clients may have a link mailed that logs them in.
alter table portal add column log_in_by_link boolean not null default false;
