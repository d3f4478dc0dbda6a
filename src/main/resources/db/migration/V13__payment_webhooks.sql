-- What payment gateways told by themselves: kept before it is answered, so that nothing told is lost, and each event once.
create table webhook_event (
    id          bigint generated always as identity primary key,
    gateway     text        not null,
    -- the gateway's; of an unreadable one the SHA-256 of its body
    event_id    text        not null,
    type        text        not null,
    -- the bytes that were signed; forgotten when the payment was read, or is none of this hub
    body        bytea,
    -- whom it is about, as the event says: a hint, to be found in the ledger
    named_id    uuid,
    named_ids   jsonb       not null default '{}',
    -- what it is about in the ledger; null while that is not found. Not a foreign key: events are kept for another time than payments
    payment_id  uuid,
    -- waiting: to be applied; applied: the payment was read since; ignored: about no payment of this hub; failed: given up;
    -- unreadable: signed by the gateway, and not to be understood
    state       text        not null check (state in ('waiting', 'applied', 'ignored', 'failed', 'unreadable')),
    why         text,
    received_at timestamptz not null,
    tries       int         not null default 0,
    -- while it is looked after: when the lease ends; else when it is looked after again
    next_at     timestamptz,
    -- when the reading began that it is settled with
    read_at     timestamptz,
    unique (gateway, event_id),
    check ((state = 'waiting') = (next_at is not null))
);
-- samples of it would outlive it among the planner's statistics
alter table webhook_event alter column body set statistics 0;
create index webhook_event_due on webhook_event (next_at) where state = 'waiting';
create index webhook_event_read on webhook_event (payment_id, read_at) where read_at is not null;
create index webhook_event_received on webhook_event (received_at);
