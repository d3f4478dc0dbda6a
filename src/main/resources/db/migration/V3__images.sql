-- What is known of a source picture, and who works on it: one row per address (or per picture that travelled in a ZIP).
create table image_processing_job (
    -- SHA-256 of the address
    source_key   text        primary key,
    -- the address as it may be shown, without secrets
    source       text        not null,
    state        text        not null check (state in ('working', 'done', 'refused', 'failed')),
    -- the hub process that works on it, and until when its word is taken for it
    worker       uuid,
    lease_until  timestamptz,
    -- how often it has been begun
    attempts     int         not null default 0,
    -- SHA-256 of the bytes that came; pictures behind several addresses are fitted once
    content_key  text,
    format       text,
    width        int,
    height       int,
    bytes        bigint,
    -- why it was refused or failed
    code         text,
    message      text,
    fetched_at   timestamptz,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now()
);
create index image_processing_job_recent on image_processing_job (updated_at desc);

-- A fitted picture: one per source content and image rule. Only a memory of work that was done, so it starts anew; the
-- pictures themselves stay.
drop table image_asset;
create table image_asset (
    content_key text        not null,
    rule        text        not null,
    object_key  text        not null,
    width       int         not null,
    height      int         not null,
    created_at  timestamptz not null default now(),
    primary key (content_key, rule)
);
