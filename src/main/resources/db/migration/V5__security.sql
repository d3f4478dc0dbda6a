-- Who did what, and what somebody who looks after security wants to see.

-- the first user owns the watched folder and the accounts of the configuration, and is the first administrator
update app_user set username = 'admin' where id = 1;

-- One chain: the hash of an entry covers all its values and the hash of the entry before it. Numbers without gaps, which a
-- sequence does not give: they come from audit_head. docs/security-audit.md says what exactly is hashed.
create table audit_log (
    seq       bigint      primary key,
    at        timestamptz not null,
    actor     text        not null,
    action    text        not null,
    target    text        not null,
    outcome   text        not null,
    -- text, not jsonb: the very characters are hashed
    details   text        not null,
    prev_hash text        not null,
    hash      text        not null
);
create index on audit_log (actor, seq);
create index on audit_log (action, seq);
create index on audit_log (target, seq);

-- The end of the chain. Whoever appends locks this row until commit, so that the chain cannot fork.
create table audit_head (
    id   boolean primary key default true check (id),
    seq  bigint  not null,
    hash text    not null
);
insert into audit_head (seq, hash) values (0, repeat('0', 64));

-- Signed: up to seq the chain was this one. Every one is written to a file beside the database, too.
create table audit_checkpoint (
    seq       bigint primary key,
    -- text: the very characters are signed
    at        text   not null,
    hash      text   not null,
    key_id    text   not null,
    signature text   not null
);

-- Against mistakes. Who may drop these triggers can get around them; that is what the chain and the checkpoints are for.
create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % was refused', tg_table_name, lower(tg_op);
end $$;
create trigger append_only before update or delete or truncate on audit_log execute function audit_refuse();
create trigger append_only before update or delete or truncate on audit_checkpoint execute function audit_refuse();
create trigger never_removed before delete or truncate on audit_head execute function audit_refuse();

-- What happened, once a minute and kind, user and address: repeats are counted.
create table security_event (
    id           bigint generated always as identity primary key,
    at           timestamptz not null,
    last_at      timestamptz not null,
    times        bigint      not null,
    kind         text        not null,
    severity     text        not null,
    username     text,
    address      text,
    details      text        not null,
    -- whether it is severe enough to be handed to alerting
    alert        boolean     not null,
    handed_on_at timestamptz,
    -- an earlier event whose alert stands for this one, too
    counted_in   bigint,
    -- while it is handed on, and after that has failed, nobody else tries before then
    try_after    timestamptz,
    tries        int         not null default 0
);
create index on security_event (at);
create index on security_event (kind, id);
create index on security_event (username, id);
create index on security_event (kind, handed_on_at) where handed_on_at is not null and counted_in is null;
create index on security_event (id) where alert and handed_on_at is null;

-- Who did how much of what in which hour: what the anomaly detector compares with.
create table user_activity (
    username text        not null,
    hour     timestamptz not null,
    kind     text        not null,
    n        bigint      not null,
    primary key (username, kind, hour)
);
create index on user_activity (hour);

-- Who has opened which secret, as far as the audit log was read.
create table secret_reader (
    actor    text        not null,
    target   text        not null,
    first_at timestamptz not null,
    last_at  timestamptz not null,
    primary key (actor, target)
);

-- How far the anomaly detector has read the audit log.
create table secret_reader_position (
    id  boolean primary key default true check (id),
    seq bigint  not null
);
insert into secret_reader_position (seq) values (0);

-- What the anomaly detector has reported, so that it says it once.
create table anomaly_seen (
    kind     text        not null,
    username text        not null,
    about    text        not null,
    at       timestamptz not null,
    primary key (kind, username, about)
);
