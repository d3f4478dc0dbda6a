-- Who did what, and what somebody who looks after security wants to see.

-- the first user owns the watched folder and the accounts of the configuration, and is the first administrator
update app_user set username = 'admin' where id = 1;

create table audit_log (
    seq     bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    target  text        not null,
    outcome text        not null,
    details jsonb       not null
);

create table security_event (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    kind     text        not null,
    username text,
    address  text,
    details  jsonb       not null
);
