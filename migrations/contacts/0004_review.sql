alter type activity_kind add value 'REVIEWED';
alter type activity_kind add value 'MERGED';

-- One of whom a lead may be, as contacts: who was merged is whom they have become. A column that is added to contact is
-- wanted here, too.
create view lead_candidate as
  select distinct lead.id as lead_id, found.*
  from contact lead
    cross join lateral unnest(lead.candidate_ids) as named(id)
    join contact asked on asked.company_id = lead.company_id and asked.id = named.id
    join contact found on found.company_id = asked.company_id and found.id = coalesce(asked.merged_into_id, asked.id)
  where found.id <> lead.id;
