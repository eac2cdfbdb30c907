-- By which old proofs are forgotten, whichever company's.
create index proof_sweep on proof (asked_at);
