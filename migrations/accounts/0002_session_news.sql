-- A gateway that starts reads what has changed in the last minutes. These times rise with the log's positions, which is
-- what such an index is small and quick for; it costs the writers next to nothing.
create index log_logged_at on log using brin (logged_at);
