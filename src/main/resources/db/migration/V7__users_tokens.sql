-- Who may log in, and with what: passwords, tokens, API keys. Nothing here can be sent to the hub as it stands.

alter table app_user
    add role text not null default 'SELLER' check (role in ('ADMIN', 'OPERATOR', 'SELLER', 'VIEWER')),
    -- algorithm, parameters and salt stand in front of the hash; null: cannot log in by password
    add password_hash text,
    -- the password is good for setting another one only
    add one_time_password boolean not null default false,
    add disabled_at timestamptz,
    -- every log-in before this moment is over
    add logged_out_at timestamptz,
    add last_login_at timestamptz,
    -- a user of an external issuer is known by its subject; the name may change
    add external_issuer text,
    add external_subject text,
    add unique (external_issuer, external_subject),
    add check ((external_issuer is null) = (external_subject is null)),
    add check (external_issuer is null or password_hash is null);
update app_user set role = 'ADMIN' where id = 1;

-- one log-in and all tokens that come of it
create table login_session (
    id         uuid primary key,
    user_id    bigint      not null references app_user,
    started_at timestamptz not null,
    ended_at   timestamptz,
    ended_why  text
);
create index login_session_of_user on login_session (user_id);

create table refresh_token (
    -- SHA-256 of the token
    hash       bytea primary key,
    session_id uuid        not null references login_session on delete cascade,
    issued_at  timestamptz not null,
    used_at    timestamptz,
    -- with this and the token itself its successor is computed again, for an answer that was lost; null once the successor
    -- was used
    next_salt  bytea
);
create index refresh_token_of_session on refresh_token (session_id);

create table api_key (
    id           bigint generated always as identity primary key,
    user_id      bigint      not null references app_user,
    name         text        not null,
    -- SHA-256 of the key, and its first characters
    hash         bytea       not null unique,
    hint         text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create index api_key_of_user on api_key (user_id);

-- failed log-ins in a row: of a name (also of one that nobody has), of an address, of a name from an address it knows
create table login_failure (
    subject       text primary key,
    failures      int         not null,
    last_at       timestamptz not null,
    blocked_until timestamptz
);

-- where a user has logged in from: strangers who guess elsewhere do not make them wait here
create table login_address (
    user_id bigint      not null references app_user,
    address text        not null,
    last_at timestamptz not null,
    primary key (user_id, address)
);
