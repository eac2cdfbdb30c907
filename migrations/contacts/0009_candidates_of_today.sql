-- Who a lead may be as things are now: those who had its address when it registered, as whom they are found today, and those
-- who have come to have one of its addresses since.
create or replace view lead_candidate as
  select lead.company_id, lead.id as lead_id, found.id
  from contact lead
    cross join lateral unnest(lead.candidate_ids) as named(id)
    join contact asked on asked.company_id = lead.company_id and asked.id = named.id
    join contact found on found.company_id = asked.company_id and found.id = coalesce(asked.merged_into_id, asked.id)
  where found.id <> lead.id
  union
  select lead.company_id, lead.id as lead_id, found.id
  from contact lead
    join contact_email own on own.company_id = lead.company_id and own.contact_id = lead.id
    join contact_email other on other.company_id = own.company_id and lower(other.address) = lower(own.address)
    join contact found on found.company_id = other.company_id and found.id = other.contact_id
  where lead.review_state is not null and found.id <> lead.id and found.merged_into_id is null;
