-- -------------------------------------------------------------------- storage

-- Which store has an object. The same key always stands for the same content.
create table stored_object (
    object_key   text        primary key,
    purpose      text        not null check (purpose in ('picture', 'archive')),
    store        text        not null check (store in ('local', 's3', 'gcs', 'supabase')),
    bytes        bigint      not null,
    content_type text        not null,
    -- what people call it; object keys are ASCII, file names are not
    name         text,
    created_at   timestamptz not null default now()
);

-- pictures so far are all in the local folder
insert into stored_object (object_key, purpose, store, bytes, content_type)
select distinct on (media_key) media_key, 'picture', 'local', bytes, content_type from image_asset;

-- Every beginning that addresses of pictures ever had: the hub knows its own pictures also after a move to another address.
create table storage_address (
    base       text        primary key,
    created_at timestamptz not null default now()
);
