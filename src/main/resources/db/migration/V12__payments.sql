-- Payments: what was asked, every try at a gateway, and what is known of its outcome. A try is stored with its key and its exact
-- request before it is sent, and every repeat uses both again. What the constraints forbid would be a wrong book.

create table payment (
    id              uuid primary key,
    owner_id        bigint      not null references app_user,
    idempotency_key text        not null check (length(idempotency_key) between 1 and 255),
    -- SHA-256 of all that was asked: the same key with other content is refused. Tokens are in no column of this table
    content_sha256  text        not null,
    amount          numeric     not null check (amount > 0),
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    order_id        text        not null,
    customer_id     text,
    description     text,
    metadata        jsonb       not null default '{}',
    captures        boolean     not null,
    gateway         text,
    -- what is shown: what is proven, or UNKNOWN while a try is in doubt, or PROCESSING while the first one is under way
    status          text        not null check (status in ('CREATED', 'REQUIRES_ACTION', 'APPROVED', 'AUTHORIZED', 'PROCESSING',
                                    'SUCCEEDED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'DECLINED', 'FAILED', 'CANCELED', 'EXPIRED', 'UNKNOWN')),
    -- what is proven; only moves forward
    proven          text        not null check (proven <> 'UNKNOWN'),
    native_status   text,
    authorized      numeric     not null default 0 check (authorized >= 0),
    captured        numeric     not null default 0 check (captured >= 0),
    -- refunds under way included
    refunded        numeric     not null default 0 check (refunded >= 0),
    -- as the gateway has shown it
    refunded_there  numeric     not null default 0 check (refunded_there >= 0),
    action_url      text,
    code            text,
    message         text,
    -- why a person has to look at it; null when nobody has to
    review_code     text,
    review_message  text,
    -- when it is read at its gateway next, because it is not settled; and how often it has been
    look_at         timestamptz,
    looks           int         not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (owner_id, idempotency_key),
    check (captured + authorized <= amount),
    check (refunded <= captured),
    check (refunded_there <= refunded),
    check (captured = 0 or gateway is not null)
);
create index payment_of_owner on payment (owner_id, created_at desc, id);
create index payment_created on payment (created_at desc, id);
create index payment_of_order on payment (order_id);
create index payment_status on payment (status, created_at desc)
    where status not in ('SUCCEEDED', 'DECLINED', 'REFUNDED', 'FAILED', 'CANCELED', 'EXPIRED');
create index payment_review on payment (created_at desc) where review_code is not null;
create index payment_due on payment (look_at) where look_at is not null;

-- A gateway's own ids of payments and their refunds: how a webhook finds what it is about, and how nothing is paid twice with what
-- can be paid with once.
create table payment_reference (
    gateway    text   not null,
    kind       text   not null,
    id         text   not null,
    payment_id uuid   not null references payment,
    -- of one kind the newest counts
    learned    bigint generated always as identity,
    primary key (gateway, id, kind)
);
create index payment_reference_of_payment on payment_reference (payment_id);

create table refund (
    id              uuid primary key,
    payment_id      uuid        not null references payment,
    -- the caller's
    idempotency_key text        not null check (length(idempotency_key) between 1 and 255),
    -- as asked for; null: all that was left
    asked           numeric,
    amount          numeric     not null check (amount > 0),
    reason          text,
    status          text        not null check (status in ('PENDING', 'SUCCEEDED', 'FAILED', 'CANCELED', 'UNKNOWN')),
    native_status   text,
    reference       text,
    code            text,
    message         text,
    look_at         timestamptz,
    looks           int         not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (payment_id, idempotency_key)
);
create index refund_due on refund (look_at) where look_at is not null;

create table payment_attempt (
    id              bigint generated always as identity primary key,
    payment_id      uuid        not null references payment,
    refund_id       uuid        references refund,
    operation       text        not null check (operation in ('CHARGE', 'AUTHORIZE', 'CONFIRM', 'CAPTURE', 'VOID', 'REFUND')),
    gateway         text        not null,
    -- the gateway's: one a try, the same for every repeat of it
    idempotency_key text        not null unique,
    -- the caller's, of a capture or void
    deed_key        text,
    -- as asked for; null: all there is
    asked           numeric,
    amount          numeric     not null,
    reason          text,
    -- what is sent, tokens included; forgotten when the try is final
    request         jsonb,
    state           text        not null check (state in ('open', 'final')),
    -- it may have been carried out: set before every send, taken back by an answer that proves the opposite
    doubt           boolean     not null,
    -- somebody sends it now
    leased          boolean     not null,
    -- sends of the request, and looks at what became of it
    sends           int         not null default 0,
    -- tries behind the caller's back, for the next delay
    delays          int         not null default 0,
    first_sent_at   timestamptz not null,
    last_sent_at    timestamptz not null,
    -- until then the gateway surely knows the key
    key_until       timestamptz not null,
    -- while it is sent: when the lease ends; else when it is looked after again; null: only a person or the gateway can tell
    due_at          timestamptz,
    answer          text,
    code            text,
    message         text,
    ended_at        timestamptz,
    unique (payment_id, operation, deed_key),
    check (state = 'open' or (request is null and due_at is null and not leased and ended_at is not null)),
    check (state = 'final' or request is not null),
    check ((operation = 'REFUND') = (refund_id is not null))
);
-- samples of it would outlive it among the planner's statistics
alter table payment_attempt alter column request set statistics 0;
-- one thing at a time is done with a payment
create unique index payment_attempt_one_open on payment_attempt (payment_id) where state = 'open';
create index payment_attempt_of_payment on payment_attempt (payment_id, id);
create index payment_attempt_due on payment_attempt (due_at) where state = 'open' and due_at is not null;
