-- The files of the inbox that are in the archive. A file is known by its place, size and time: one that was changed, or another
-- one of the same name, is archived anew.
create table archived_file (
    folder      text        not null check (folder in ('done', 'rejected')),
    file_name   text        not null,
    bytes       bigint      not null,
    modified_at timestamptz not null,
    object_key  text        not null,
    -- the batch it was read into or reports on; null for one that was refused or only checked
    batch_id    uuid,
    archived_at timestamptz not null,
    primary key (folder, file_name, bytes, modified_at)
);
create index archived_file_of_batch on archived_file (batch_id) where batch_id is not null;
