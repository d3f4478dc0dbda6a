-- Which account a product goes to, and why.

-- 'all': one listing on every marketplace of the batch. 'one': one listing in all.
alter table registration_batch add column spread text not null default 'all' check (spread in ('all', 'one'));

-- How many rows of a batch were given to an account, by reason.
create table batch_allocation (
    batch_id   uuid   not null references registration_batch,
    account_id bigint not null references market_account,
    reason     text   not null,
    rows       bigint not null,
    primary key (batch_id, account_id, reason)
);

-- Creations that the day has not been charged for yet, counted before every chunk of rows that has a choice. A claim takes a
-- job out of it, so the steps of a call do not write here.
create index registration_queue_uncharged on registration_queue (account_id)
    where kind = 'REGISTER' and state in ('ready', 'scheduled', 'held', 'behind');
