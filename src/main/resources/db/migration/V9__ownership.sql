-- Whose things are whose: answers for one owner need not pass by everybody else's.

create index registration_batch_of_user on registration_batch (user_id, created_at desc, id);
create index market_account_of_user on market_account (user_id);

-- a seller's files lie in the sellers' own folders below the watched one
alter table archived_file drop constraint archived_file_folder_check,
    add check (folder ~ '^(users/[^/]+/)?(done|rejected)$');

-- Whose products name a source picture. The work on it is shared; who sees it among theirs is not.
create table image_source_owner (
    user_id    bigint not null references app_user,
    -- as in image_processing_job, which may know it a little later
    source_key text   not null,
    primary key (user_id, source_key)
);
