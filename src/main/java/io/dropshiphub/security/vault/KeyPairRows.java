package io.dropshiphub.security.vault;

import io.dropshiphub.security.VaultKeys.Pair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of key pairs. */
@Component
class KeyPairRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    KeyPairRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest first. */
    List<Pair> all() {
        return jdbc.sql("""
                        select version, state, created_at, replaced_at, retired_at,
                            (select count(*) from vault_secret where key_version = version) as secrets
                        from vault_key_pair order by version desc""")
                .query((row, line) -> new Pair(
                        row.getInt("version"),
                        row.getString("state"),
                        row.getLong("secrets"),
                        instant(row, "created_at"),
                        instant(row, "replaced_at"),
                        instant(row, "retired_at")))
                .list();
    }

    /** The version of the pair that wraps what is new; empty before the first secret. */
    Optional<Integer> activeVersion() {
        return jdbc.sql("select version from vault_key_pair where state = 'active'")
                .query(Integer.class)
                .optional();
    }

    /** The same, and it stays active until the caller's transaction ends. There must be one. */
    int keepActive() {
        Optional<Integer> version = Optional.empty();
        while (version.isEmpty()) {
            // Empty when it was replaced while this waited for it: the new one is not seen until one looks again.
            version = jdbc.sql("select version from vault_key_pair where state = 'active' for share")
                    .query(Integer.class)
                    .optional();
        }
        return version.get();
    }

    Optional<Instant> activeSince() {
        return jdbc.sql("select created_at from vault_key_pair where state = 'active'")
                .query((row, line) -> instant(row, "created_at"))
                .optional();
    }

    /** The private key as it is stored; empty when it was destroyed. */
    Optional<byte[]> sealedPrivateKey(int version) {
        return jdbc.sql("select private_key from vault_key_pair where version = ? and private_key is not null")
                .param(version)
                .query((row, line) -> row.getBytes(1))
                .optional();
    }

    /** Adds a pair that takes over from the active one. */
    void add(int version, byte[] sealedPrivateKey) {
        jdbc.sql("update vault_key_pair set state = 'retiring', replaced_at = ? where state = 'active'")
                .param(now())
                .update();
        jdbc.sql("insert into vault_key_pair (version, state, private_key, created_at) values (?, 'active', ?, ?)")
                .params(version, sealedPrivateKey, now())
                .update();
    }

    /** Versions of replaced pairs that no secret needs any more. */
    List<Integer> unused() {
        return jdbc.sql("""
                        select version from vault_key_pair where state = 'retiring'
                            and not exists (select from vault_secret where key_version = version)""").query(Integer.class).list();
    }

    /** Destroys its private key; false when a secret needs it, or it is destroyed already. */
    boolean retire(int version) {
        return jdbc.sql("""
                        update vault_key_pair set state = 'retired', private_key = null, retired_at = ?
                        where version = ? and state = 'retiring'
                            and not exists (select from vault_secret where key_version = version)""").params(now(), version).update() == 1;
    }

    List<Integer> retired() {
        return jdbc.sql("select version from vault_key_pair where state = 'retired'")
                .query(Integer.class)
                .list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp found = row.getTimestamp(column);
        return found == null ? null : found.toInstant();
    }
}
