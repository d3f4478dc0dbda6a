-- ---------------------------------------------------------------------- vault

-- What the master key opens beside the key pairs; one row.
create table vault_root (
    id           smallint    primary key default 1 check (id = 1),
    -- tells whether a master key is the right one, and nothing else about it
    master_check bytea       not null,
    -- the root key, encrypted by the master key
    sealed       bytea       not null,
    changed_at   timestamptz not null
);

-- There is no column for the public halves: they are computed from the private ones, so that nobody can put another in place.
create table vault_key_pair (
    version     integer     primary key,
    state       text        not null check (state in ('active', 'retiring', 'retired')),
    -- encrypted by the master key; destroyed when the pair retires
    private_key bytea,
    created_at  timestamptz not null,
    -- when the next one became active
    replaced_at timestamptz,
    retired_at  timestamptz,
    check ((state = 'retired') = (private_key is null))
);
create unique index vault_key_pair_active on vault_key_pair (state) where state = 'active';

create sequence vault_secret_revision;

create table vault_secret (
    owner          text        not null,
    field          text        not null,
    -- how the value is encrypted and what it is bound to
    format         smallint    not null,
    -- a new one for every value; stays when only the data key is wrapped anew
    revision       bigint      not null default nextval('vault_secret_revision'),
    key_version    integer     not null references vault_key_pair,
    wrapped_key    bytea       not null,
    sealed         bytea       not null,
    fingerprint    text        not null,
    created_at     timestamptz not null,
    -- when its data key was last wrapped by a newer key pair
    rewrapped_at   timestamptz,
    expires_at     timestamptz,
    last_opened_at timestamptz,
    -- when its data key could not be wrapped anew; a person has to look
    broken_at      timestamptz,
    primary key (owner, field)
);
create index vault_secret_key_version on vault_secret (key_version);
