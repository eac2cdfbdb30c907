-- What was agreed on before viewings had timers gets them: a job sets them, viewing by viewing.
create function global_id(prefix text, id uuid) returns text language sql as $$
  -- Two bits and the uuid's 128 are 26 characters of base 32, as TypeIDs are written.
  select prefix || '_' || string_agg(
    substr('0123456789abcdefghjkmnpqrstvwxyz', substring(bits from 5 * place + 1 for 5)::integer + 1, 1), '' order by place)
  from (select b'00' || ('x' || replace(id::text, '-', ''))::bit(128) as bits) as whole, generate_series(0, 25) as place
$$;

do $$
declare
  agreed record;
begin
  -- A new database has none, and its queue is made after this.
  for agreed in select company_id, id from viewing where status = 'CONFIRMED' loop
    perform viewings_jobs.add_job('timeViewing', json_build_object(
      'company', global_id('company', agreed.company_id), 'viewingId', global_id('viewing', agreed.id)));
  end loop;
end
$$;

drop function global_id;
