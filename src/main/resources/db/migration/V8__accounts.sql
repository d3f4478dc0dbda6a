-- Accounts that people open, change and close while the hub runs, and how they fare.

-- two sellers may call an account by the same name
alter table market_account drop constraint market_account_platform_name_key;
alter table market_account add constraint market_account_owner_platform_name unique (user_id, platform, name);

-- credentials_source is 'config:<platform>/<name>', 'vault', or 'none' while there are none
alter table market_account
    -- a person has changed it: the configuration no longer decides its priority and limits
    add column edited          boolean not null default false,
    -- limits of this account alone; null: the configuration's, else the marketplace's
    add column rate_per_second numeric check (rate_per_second >= 0),
    add column burst           int check (burst >= 0),
    add column daily_creations int check (daily_creations >= 0),
    add column max_in_flight   int check (max_in_flight >= 0),
    -- when its credentials were last set or forgotten over REST: a hub that holds older ones opens them again
    add column credentials_at  timestamptz,
    -- when the marketplace stops taking its key; null: never, or not known
    add column key_expires_at  timestamptz;

-- what a person has paused, only a person resumes; what the hub has paused it probes and resumes by itself
alter table account_gate
    add column paused_by text check (paused_by in ('person', 'hub')),
    add column paused_at timestamptz;
-- who paused until now is not known
update account_gate set paused_by = 'person', paused_at = now() where paused_why is not null;

create table account_health (
    account_id    bigint primary key references market_account,
    state         text        not null,
    why           text        not null,
    since         timestamptz not null,
    -- when the account is probed next, and how often it has been probed in vain since it was paused
    probe_due     timestamptz,
    probes        int         not null default 0,
    -- one hub at a time probes; when it dies, another one may after this
    probing_until timestamptz,
    probe_said    text,
    -- the threshold in days of which it was last told that the key expires
    key_warning   int
);

create table account_health_event (
    id         bigint generated always as identity primary key,
    account_id bigint      not null references market_account,
    at         timestamptz not null,
    state      text        not null,
    why        text        not null
);
create index account_health_event_account on account_health_event (account_id, id);

-- What accounts have done, by the hour: the history of single calls is deleted after a while, and is long.
create table account_usage (
    account_id bigint      not null references market_account,
    hour       timestamptz not null,
    calls      int         not null,
    creations  int         not null,
    rejections int         not null,
    errors     int         not null,
    primary key (account_id, hour)
);
create index account_usage_hour on account_usage (hour);
