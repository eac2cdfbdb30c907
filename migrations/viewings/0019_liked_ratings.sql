-- A favourite, too, is shown with its rating, whatever that is.
create or replace view liked_property as
  select company_id, contact_id, property_id, bool_or(is_favourite) as is_favourite,
    bool_or(is_interested) as is_interested, max(rating) as rating, max(at) as liked_at
  from (
    select company_id, contact_id, property_id, true as is_favourite, false as is_interested, null::smallint as rating,
      created_at as at
    from favourite
    union all
    select company_id, contact_id, property_id, false, coalesce(reaction = 'INTERESTED', false), rating,
      greatest(case when reaction = 'INTERESTED' then reacted_at end, case when rating >= 4 then rated_at end)
    from interest
    where reaction = 'INTERESTED' or rating is not null
  ) as said
  group by company_id, contact_id, property_id
  having max(at) is not null;
