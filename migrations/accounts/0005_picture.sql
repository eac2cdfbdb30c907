-- A person's profile picture (ACC-18): a file of this schema, in use as long as it stands here.
alter table portal_account add column picture_id uuid;
alter table agent add column picture_id uuid;
