-- Comparisons of the ledger with what a gateway lists for a period. A comparison says nothing before it has read all of both sides.

create table payment_reconciliation (
    id          bigint generated always as identity primary key,
    gateway     text        not null,
    period_from timestamptz not null,
    period_to   timestamptz not null,
    -- null: the hub itself, once a day
    asked_by    text,
    state       text        not null default 'RUNNING' check (state in ('RUNNING', 'COMPLETE', 'INCOMPLETE')),
    -- how far the gateway's lists have been read
    list        text        not null default 'payments' check (list in ('payments', 'refunds', 'done')),
    cursor      text,
    -- failures in a row
    tries       int         not null default 0,
    -- how often payments in doubt were waited for
    waits       int         not null default 0,
    -- the most payments that differed at a time, and how many of them no longer did once they were read at the gateway
    suspects    int         not null default 0,
    resolved    int         not null default 0,
    -- who works on it, until due_at; then it is free, and null when it is over
    claim       uuid,
    due_at      timestamptz,
    code        text,
    message     text,
    created_at  timestamptz not null,
    ended_at    timestamptz,
    check (period_from < period_to),
    check ((state = 'RUNNING') = (due_at is not null)),
    check ((state = 'RUNNING') = (ended_at is null))
);
create unique index payment_reconciliation_daily on payment_reconciliation (gateway, period_from, period_to) where asked_by is null;
create index payment_reconciliation_due on payment_reconciliation (due_at) where due_at is not null;

-- What a gateway has listed, until it is compared.
create table payment_reconciliation_entry (
    reconciliation_id bigint      not null references payment_reconciliation on delete cascade,
    list              text        not null check (list in ('payments', 'refunds')),
    reference         text        not null,
    amount            numeric     not null,
    currency          text        not null,
    moved             boolean     not null,
    native_status     text,
    order_id          text,
    created_at        timestamptz not null,
    primary key (reconciliation_id, list, reference)
);

create table payment_reconciliation_sum (
    reconciliation_id bigint  not null references payment_reconciliation on delete cascade,
    what              text    not null check (what in ('payment', 'refund')),
    currency          text    not null,
    there_count       int     not null,
    there_amount      numeric not null,
    here_count        int     not null,
    here_amount       numeric not null,
    primary key (reconciliation_id, what, currency)
);

create table payment_reconciliation_difference (
    id                bigint generated always as identity primary key,
    reconciliation_id bigint not null references payment_reconciliation on delete cascade,
    what              text   not null check (what in ('payment', 'refund')),
    kind              text   not null check (kind in ('ONLY_AT_GATEWAY', 'ONLY_IN_LEDGER', 'AMOUNT', 'CURRENCY', 'STATUS', 'UNKNOWN')),
    reference         text,
    payment_id        uuid,
    refund_id         uuid,
    order_id          text,
    there_amount      numeric,
    there_currency    text,
    there_status      text,
    here_amount       numeric,
    here_currency     text,
    here_status       text,
    created_at        timestamptz
);
create index payment_reconciliation_difference_of on payment_reconciliation_difference (reconciliation_id, id);

create index refund_created on refund (created_at);
create index refund_of_reference on refund (reference);
