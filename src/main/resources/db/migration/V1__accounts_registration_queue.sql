-- PostgreSQL is the queue and the only truth. Wide, calm tables hold what was asked and what came of it; the one hot
-- table, registration_queue, is thin: no payload, and rows leave it when they are final.

create table app_user (
    id         bigint generated always as identity primary key,
    username   text        not null unique,
    created_at timestamptz not null default now()
);
insert into app_user (username) values ('local');

-- ------------------------------------------------------------------ accounts

create table market_account (
    id                 bigint generated always as identity primary key,
    user_id            bigint      not null references app_user,
    platform           text        not null,
    name               text        not null,
    -- smaller is preferred
    priority           int         not null default 100,
    enabled            boolean     not null default true,
    -- where the secrets are, never the secrets themselves: 'config:<platform>/<name>'
    credentials_source text        not null,
    created_at         timestamptz not null default now(),
    unique (platform, name)
);

create table listing_template (
    id         bigint generated always as identity primary key,
    account_id bigint      not null references market_account,
    name       text        not null,
    is_default boolean     not null default false,
    -- delivery, return, after-sales and notice settings by the marketplace's own field names
    settings   jsonb       not null,
    updated_at timestamptz not null default now(),
    unique (account_id, name)
);
create unique index listing_template_one_default on listing_template (account_id) where is_default;

create table category_mapping (
    hub_category      text        not null,
    platform          text        not null,
    platform_category text        not null,
    -- what this category demands there: notice type, attributes, certificates
    settings          jsonb       not null default '{}',
    updated_at        timestamptz not null default now(),
    primary key (hub_category, platform)
);

-- -------------------------------------------------------------- registration

create table registration_batch (
    id               uuid primary key,
    user_id          bigint      not null references app_user,
    name             text        not null,
    source           text        not null check (source in ('file', 'rest', 'kafka')),
    -- the same input twice is one batch: for a file its name and content hash, for REST the idempotency key or body hash
    dedupe_key       text        not null,
    file_name        text,
    status           text        not null check (status in ('reading', 'processing', 'completed', 'cancelled', 'failed')),
    paused           boolean     not null default false,
    platforms        text[]      not null,
    priority         text        not null check (priority in ('urgent', 'high', 'normal', 'low')),
    scheduled_at     timestamptz,
    max_attempts     int         not null,
    fit_images       boolean     not null,
    -- intake goes on behind this line after a restart; moves in the same transaction as the rows it stands for
    read_up_to_line  bigint      not null default 0,
    rows_read        bigint      not null default 0,
    rows_rejected    bigint      not null default 0,
    problem_code     text,
    problem_message  text,
    created_at       timestamptz not null default now(),
    -- when rows last came in: an input that was given up half-way is found by it
    touched_at       timestamptz not null default now(),
    read_at          timestamptz,
    completed_at     timestamptz,
    result_at        timestamptz,
    unique (user_id, source, dedupe_key)
);
create index registration_batch_open on registration_batch (created_at) where status in ('reading', 'processing');

-- One per row (or group of variant rows) of a batch, good or bad.
create table product_registration (
    id         bigint generated always as identity (cache 1000) primary key,
    batch_id   uuid    not null references registration_batch,
    line       bigint  not null,
    last_line  bigint  not null,
    -- null when the row was refused before it had a usable SKU
    seller_sku text,
    -- null when the row was refused
    product    jsonb,
    -- null when the row was accepted: [{line, column, code, message}]
    problems   jsonb,
    unique (batch_id, line)
);

-- One per accepted product and chosen account. Exactly one row per (account, SKU) is the current one; it knows the live
-- listing. An older row keeps what became of its batch's wish.
create table platform_registration (
    id                      bigint generated always as identity (cache 1000) primary key,
    product_registration_id bigint      not null references product_registration,
    account_id              bigint      not null references market_account,
    batch_id                uuid        not null references registration_batch,
    content_hash            bigint      not null,
    updated_at              timestamptz not null default now(),
    attempts                int         not null default 0,
    is_current              boolean     not null default true,
    state                   text        not null check (state in ('waiting', 'registered', 'rejected', 'dead', 'cancelled')),
    seller_sku              text        not null,
    listing_id              text,
    approval                text check (approval in ('APPROVED', 'PENDING', 'PARTIAL', 'REFUSED')),
    code                    text,
    message                 text,
    field                   text
) with (fillfactor = 70);  -- room for the outcome on the same page: no index changes when a state does
create unique index platform_registration_current on platform_registration (account_id, seller_sku) where is_current;
create index platform_registration_batch on platform_registration (batch_id, product_registration_id);

-- --------------------------------------------------------------------- queue

-- What an account may do now. Tokens are debited in the claim's transaction.
create table account_gate (
    account_id      bigint primary key references market_account,
    platform        text        not null,
    -- 0 in a limit means: no limit
    rate_per_second numeric     not null,
    burst           int         not null,
    daily_creations int         not null,
    max_in_flight   int         not null,
    tokens          double precision not null,
    tokens_at       timestamptz not null,
    creations_on    date        not null,
    creations_used  int         not null default 0,
    -- closed by an answer of the marketplace (quota, outage), opens by itself
    closed_until    timestamptz,
    closed_why      text,
    -- after an outage one job goes first; the gate opens fully when the marketplace answers
    probing         boolean     not null default false,
    -- closed by a person or by refused credentials, opened by a person
    paused_why      text,
    platform_paused_why text
);
create index account_gate_platform on account_gate (platform);

create sequence claim_token;

create table registration_queue (
    id              bigint generated always as identity (cache 1000) primary key,
    registration_id bigint      not null references platform_registration,
    account_id      bigint      not null,
    batch_id        uuid        not null,
    -- where it stands in its account's line: enqueue time less the head start of its priority, so that waiting ages it
    rank            timestamptz not null,
    due_at          timestamptz not null,
    claim_token     bigint,
    lease_until     timestamptz,
    enqueued_at     timestamptz not null default now(),
    attempt         int         not null default 0,
    max_attempts    int         not null,
    -- how often a creation has ended unknown
    doubts          int         not null default 0,
    -- look-ups in a row that have not seen the listing; questions so far, for an approval
    absences        int         not null default 0,
    kind            text        not null check (kind in ('REGISTER', 'UPDATE', 'LOOK_UP', 'APPROVAL')),
    -- ready: may be claimed; scheduled: not before due_at; held: its batch is paused; behind: an earlier wish for the same
    -- SKU is being called; claimed: a worker has it, nothing sent; calling: maybe sent
    state           text        not null check (state in ('ready', 'scheduled', 'held', 'behind', 'claimed', 'calling')),
    last_code       text,
    last_message    text
) with (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_cost_delay = 0
);
-- exactly the claim's order; see JobClaims
create index registration_queue_ready on registration_queue (account_id, rank, id) where state = 'ready';
-- what may still be claimed when an account's creations of the day are used up
create index registration_queue_upkeep on registration_queue (account_id, rank, id)
    where state = 'ready' and kind <> 'REGISTER';
create index registration_queue_due on registration_queue (due_at) where state = 'scheduled';
create index registration_queue_leased on registration_queue (lease_until) where state in ('claimed', 'calling');
-- with the kind, so that "is anything left to send?" need not pass a batch's approvals, which wait for days
create index registration_queue_batch on registration_queue (batch_id, kind);
create unique index registration_queue_registration on registration_queue (registration_id);

-- Batches that a person has paused: their jobs become held instead of ready.
create table held_batch (
    batch_id uuid primary key
);

-- Append-only history of calls: what "attempt n of m" is read from.
create table attempt (
    id              bigint generated always as identity (cache 1000) primary key,
    registration_id bigint      not null,
    account_id      bigint      not null,
    at              timestamptz not null default now(),
    attempt         int         not null,
    kind            text        not null,
    outcome         text        not null,
    code            text,
    message         text
);
create index attempt_registration on attempt (registration_id);
-- for "since when": a few pages, whatever the table's size
create index attempt_at on attempt using brin (at);

create table dead_letter (
    id              bigint generated always as identity primary key,
    registration_id bigint      not null references platform_registration,
    account_id      bigint      not null references market_account,
    batch_id        uuid        not null references registration_batch,
    seller_sku      text        not null,
    kind            text        not null,
    attempts        int         not null,
    code            text        not null,
    message         text        not null,
    created_at      timestamptz not null default now(),
    status          text        not null default 'open' check (status in ('open', 'replayed', 'discarded')),
    closed_at       timestamptz,
    closed_why      text
);
create unique index dead_letter_open on dead_letter (registration_id) where status = 'open';
create index dead_letter_created on dead_letter (created_at);

-- --------------------------------------------------------------------- images

-- A fitted, hosted picture: one per source and marketplace image rule.
create table image_asset (
    source_key   text        not null,
    spec         text        not null,
    media_key    text        not null,
    width        int         not null,
    height       int         not null,
    bytes        bigint      not null,
    content_type text        not null,
    created_at   timestamptz not null default now(),
    primary key (source_key, spec)
);

-- Where an account's marketplace holds a picture that had to be uploaded there (Naver).
create table image_upload (
    account_id bigint      not null references market_account,
    media_key  text        not null,
    url        text        not null,
    created_at timestamptz not null default now(),
    primary key (account_id, media_key)
);
