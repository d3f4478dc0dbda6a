-- Calls by minute and by day, and what the marketplaces' answers have taught about an account's limits.
alter table account_gate
    -- rate and burst are the account's own numbers: what a marketplace tells lowers them, and never raises them
    add column rate_is_own          boolean not null default false,
    add column calls_per_minute     int not null default 0,
    add column calls_per_day        int not null default 0,
    -- sliding: any 60 seconds, any 24 hours; fixed: the minute of the clock, the Korean day
    add column windows              text not null default 'sliding' check (windows in ('sliding', 'fixed')),
    -- slot and calls in it, in turn, the oldest first: see CallWindow
    add column minute_calls         bigint[] not null default '{}',
    add column day_calls            bigint[] not null default '{}',
    -- what the marketplace's answers say, and since when they say so
    add column told_rate            double precision,
    add column told_burst           int,
    add column told_at              timestamptz,
    -- after "too many calls": see AdaptiveRate
    add column slowed_rate          double precision,
    add column slowed_at            timestamptz,
    add column refusals             int not null default 0,
    -- the Korean day whose creations the marketplace has ended before our own count did
    add column creations_stopped_on date;

-- limits of this account alone; null: the marketplace's
alter table market_account
    add column calls_per_minute int check (calls_per_minute >= 0),
    add column calls_per_day    int check (calls_per_day >= 0);
