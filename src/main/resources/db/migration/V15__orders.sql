-- An order goes from state to state; every step is committed before the next one begins, so that a crash loses at most the
-- knowledge of the last step, which every step can find out again.

create table customer_order (
    id              uuid primary key,
    user_id         bigint      not null references app_user,
    -- the seller's own number
    order_number    text        not null,
    -- the same key of the same owner is the same order
    idempotency_key text        not null,
    content_hash    bytea       not null,
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    total           numeric     not null check (total > 0),
    captures        boolean     not null,
    -- the preferred one, or null
    gateway         text,
    -- what to pay with, by gateway; forgotten as soon as the payment exists or none will
    methods         jsonb,
    return_url      text,
    customer_id     text,
    customer        jsonb,
    state           text        not null check (state in ('RECEIVED', 'RESERVED', 'PAYING', 'AUTHORIZED', 'PAID', 'CONFIRMED',
                        'REJECTED', 'PAYMENT_DECLINED', 'COMPENSATING', 'CANCELED')),
    since           timestamptz not null,
    payment_id      uuid,
    -- why it is where it is; null while all is well
    code            text,
    message         text,
    cancel_reason   text,
    -- somebody should look; the hub goes on trying
    needs_review    boolean     not null default false,
    -- of the step of this state
    tries           int         not null default 0,
    -- when the next step is due; null when there is none
    next_at         timestamptz,
    -- who works on it, and until when nobody else does
    claim           uuid,
    lease_until     timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (user_id, idempotency_key),
    check ((claim is null) = (lease_until is null)),
    check (next_at is not null or state in ('CONFIRMED', 'REJECTED', 'PAYMENT_DECLINED', 'CANCELED')),
    check (methods is null or state in ('RECEIVED', 'RESERVED', 'PAYING'))
);
-- samples of it would outlive it among the planner's statistics
alter table customer_order alter column methods set statistics 0;
-- a number may be used again after an order that came to nothing
create unique index customer_order_number on customer_order (user_id, order_number)
    where state not in ('REJECTED', 'PAYMENT_DECLINED', 'COMPENSATING', 'CANCELED');
create index customer_order_due on customer_order (next_at) where next_at is not null;
create index customer_order_of_user on customer_order (user_id, created_at desc, id);
create index customer_order_payment on customer_order (payment_id) where payment_id is not null;

create table order_item (
    order_id   uuid    not null references customer_order,
    position   int     not null,
    seller_sku text    not null,
    -- null for a product without options
    option     text,
    quantity   int     not null check (quantity > 0),
    unit_price numeric not null check (unit_price >= 0),
    primary key (order_id, position)
);

-- Pieces that an order holds, and later has. What an order that came to nothing held is deleted.
create table stock_reservation (
    order_id    uuid        not null references customer_order,
    user_id     bigint      not null references app_user,
    seller_sku  text        not null,
    -- '' for a product without options
    option      text        not null,
    quantity    int         not null check (quantity > 0),
    reserved_at timestamptz not null,
    -- when the order was confirmed; a listing told later counts without these pieces
    taken_at    timestamptz,
    primary key (order_id, seller_sku, option)
);
create index stock_reservation_pieces on stock_reservation (user_id, seller_sku, option);

-- Append-only: the steps of an order.
create table order_step (
    id       bigint generated always as identity primary key,
    order_id uuid        not null references customer_order,
    at       timestamptz not null,
    state    text        not null,
    code     text,
    message  text
);
create index order_step_order on order_step (order_id, id);
