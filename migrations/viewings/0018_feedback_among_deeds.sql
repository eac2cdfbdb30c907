-- What a client says after a viewing is a deed of theirs like all others.
alter type client_change add value 'FEEDBACK_GIVEN';
alter type interaction_kind add value 'FEEDBACK_GIVEN';
