package io.dropshiphub.security.vault;

import io.dropshiphub.security.SecretInfo;
import io.dropshiphub.security.SecretName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of secrets. */
@Component
class SecretRows {

    private static final String ENVELOPE =
            "owner, field, revision, format, key_version, wrapped_key, sealed, fingerprint";

    private static final String NOT_ACTIVE =
            "key_version <> (select version from vault_key_pair where state = 'active')";

    private final JdbcClient jdbc;
    private final Clock clock;

    SecretRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<StoredSecret> find(SecretName name) {
        return jdbc.sql("select " + ENVELOPE + " from vault_secret where owner = ? and field = ?")
                .params(name.owner(), name.field())
                .query(SecretRows::secret)
                .optional();
    }

    /** Takes the place of an earlier value; what was known of that one is forgotten. */
    void store(SecretName name, Envelope envelope, Instant expires) {
        jdbc.sql("""
                        insert into vault_secret
                            (owner, field, format, key_version, wrapped_key, sealed, fingerprint, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (owner, field) do update set
                            format = excluded.format, revision = excluded.revision, key_version = excluded.key_version,
                            wrapped_key = excluded.wrapped_key, sealed = excluded.sealed,
                            fingerprint = excluded.fingerprint, created_at = excluded.created_at,
                            expires_at = excluded.expires_at, rewrapped_at = null, last_opened_at = null,
                            broken_at = null""")
                .params(
                        name.owner(),
                        name.field(),
                        envelope.format(),
                        envelope.keyVersion(),
                        envelope.wrappedKey(),
                        envelope.sealed(),
                        envelope.fingerprint(),
                        now(),
                        timestamp(expires))
                .update();
    }

    void opened(StoredSecret secret) {
        jdbc.sql("update vault_secret set last_opened_at = ? where owner = ? and field = ? and revision = ?")
                .params(now(), secret.name().owner(), secret.name().field(), secret.revision())
                .update();
    }

    List<SecretInfo> describe(String owner) {
        return jdbc.sql("""
                        select field, format, key_version, created_at, rewrapped_at, expires_at, last_opened_at, fingerprint
                        from vault_secret where owner = ? order by field""")
                .param(owner)
                .query((row, line) -> new SecretInfo(
                        new SecretName(owner, row.getString("field")),
                        row.getInt("format"),
                        row.getInt("key_version"),
                        instant(row, "created_at"),
                        instant(row, "rewrapped_at"),
                        instant(row, "expires_at"),
                        instant(row, "last_opened_at"),
                        row.getString("fingerprint")))
                .list();
    }

    long count() {
        return count("true");
    }

    /** Those that the active pair does not wrap. */
    long countToRewrap() {
        return count(NOT_ACTIVE);
    }

    long countBroken() {
        return count("broken_at is not null");
    }

    /** Some that the active pair does not wrap. Locked; those that somebody else has locked are left out. */
    List<StoredSecret> lockSomeToRewrap(int most) {
        return jdbc.sql("select " + ENVELOPE + " from vault_secret where " + NOT_ACTIVE
                        + " and broken_at is null order by owner, field limit ? for no key update skip locked")
                .param(most)
                .query(SecretRows::secret)
                .list();
    }

    void rewrapped(StoredSecret secret, int keyVersion, byte[] wrappedKey) {
        jdbc.sql(
                        "update vault_secret set key_version = ?, wrapped_key = ?, rewrapped_at = ? where owner = ? and field = ?")
                .params(
                        keyVersion,
                        wrappedKey,
                        now(),
                        secret.name().owner(),
                        secret.name().field())
                .update();
    }

    /** Its data key cannot be wrapped anew: it is left out until somebody rotates again, or sets it. */
    void broken(StoredSecret secret) {
        jdbc.sql("update vault_secret set broken_at = ? where owner = ? and field = ?")
                .params(now(), secret.name().owner(), secret.name().field())
                .update();
    }

    void tryBrokenAgain() {
        jdbc.sql("update vault_secret set broken_at = null where broken_at is not null")
                .update();
    }

    void remove(SecretName name) {
        jdbc.sql("delete from vault_secret where owner = ? and field = ?")
                .params(name.owner(), name.field())
                .update();
    }

    private long count(String condition) {
        return jdbc.sql("select count(*) from vault_secret where " + condition)
                .query(Long.class)
                .single();
    }

    private static StoredSecret secret(ResultSet row, int line) throws SQLException {
        return new StoredSecret(
                new SecretName(row.getString("owner"), row.getString("field")),
                row.getLong("revision"),
                new Envelope(
                        row.getInt("format"),
                        row.getInt("key_version"),
                        row.getBytes("wrapped_key"),
                        row.getBytes("sealed"),
                        row.getString("fingerprint")));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp found = row.getTimestamp(column);
        return found == null ? null : found.toInstant();
    }
}
