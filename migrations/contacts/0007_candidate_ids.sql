-- Who a lead may be, by id alone: the contacts themselves are read as contacts are, so that a column that is added to
-- contact is wanted nowhere else.
drop view lead_candidate;
create view lead_candidate as
  select distinct lead.company_id, lead.id as lead_id, found.id
  from contact lead
    cross join lateral unnest(lead.candidate_ids) as named(id)
    join contact asked on asked.company_id = lead.company_id and asked.id = named.id
    join contact found on found.company_id = asked.company_id and found.id = coalesce(asked.merged_into_id, asked.id)
  where found.id <> lead.id;
