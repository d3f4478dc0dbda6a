package io.dropshiphub.security.login;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.ApiKey;
import io.dropshiphub.security.ApiKeys;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** API keys: 256 random bits, of which the hub keeps the hash. */
@Service
class ApiKeyRing implements ApiKeys {

    /** Makes a key easy to find where it should not be: in a repository, a chat, a log. */
    private static final String PREFIX = "hub_";

    private static final int HINT = 8;
    private static final int LONGEST_NAME = 80;
    private static final Duration LONGEST_LIFE = Duration.ofDays(3653);

    /** Uses are noted no more often; else each call would write a row. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ApiKeyRing(JdbcClient jdbc, AuditLog audit, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public WithKey create(String name, Instant expiresAt, Caller caller) {
        if (caller.via().equals("api-key")) {
            throw LoginProblem.keyMakesNoKey();
        }
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw LoginProblem.badApiKey("it needs a name of at most " + LONGEST_NAME + " characters");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw LoginProblem.badApiKey("its name holds characters that cannot be seen");
        }
        Instant now = clock.instant();
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_LIFE)))) {
            throw LoginProblem.badApiKey(
                    "expires_at must lie in the next ten years. Without it the key works until it is" + " revoked");
        }
        return make(caller.userId(), name, expiresAt, caller.username());
    }

    /** Makes a key without asking who wants it. */
    WithKey make(long userId, String name, Instant expiresAt, String actor) {
        String key = PREFIX + RandomTexts.token();
        return transaction.execute(status -> {
            ApiKey made = jdbc.sql("""
                            insert into api_key (user_id, name, hash, hint, created_at, expires_at)
                            values (?, ?, ?, ?, ?, ?) returning *""")
                    .params(
                            userId,
                            name,
                            RandomTexts.hash(key),
                            key.substring(0, HINT),
                            Timestamp.from(clock.instant()),
                            expiresAt == null ? null : Timestamp.from(expiresAt))
                    .query(ApiKeyRing::row)
                    .single();
            audit.append(AuditEntry.done(
                    actor, "api-key.create", "api-key:" + made.id(), Map.of("user", "user:" + userId, "name", name)));
            return new WithKey(made, key);
        });
    }

    @Override
    public List<ApiKey> list(long userId) {
        return jdbc.sql("select * from api_key where user_id = ? order by id desc")
                .param(userId)
                .query(ApiKeyRing::row)
                .list();
    }

    @Override
    public void revoke(long userId, long id, Caller caller) {
        boolean exists = jdbc.sql("select exists (select from api_key where id = ? and user_id = ?)")
                .params(id, userId)
                .query(Boolean.class)
                .single();
        if (!exists) {
            throw LoginProblem.noApiKey(id);
        }
        revoke(id, caller.username());
    }

    /** Revokes the keys of one name. */
    void revokeNamed(long userId, String name, String actor) {
        list(userId).stream()
                .filter(key -> key.name().equals(name) && key.revokedAt() == null)
                .forEach(key -> revoke(key.id(), actor));
    }

    @Override
    public Caller verify(String key, String address) {
        return find(key)
                .map(found -> {
                    note(found.id());
                    return new Caller(found.userId(), found.username(), found.role(), "api-key", address);
                })
                .orElseThrow(LoginProblem::apiKeyRefused);
    }

    /** Whether a key works. */
    boolean works(String key) {
        return find(key).isPresent();
    }

    private record Found(long id, long userId, String username, Role role) {}

    private Optional<Found> find(String key) {
        if (key == null || !key.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select k.id, u.id as user_id, u.username, u.role from api_key k join app_user u on u.id = k.user_id
                        where k.hash = ? and k.revoked_at is null and (k.expires_at is null or k.expires_at > ?)
                            and u.disabled_at is null""")
                .params(RandomTexts.hash(key), Timestamp.from(clock.instant()))
                .query((row, n) -> new Found(
                        row.getLong("id"),
                        row.getLong("user_id"),
                        row.getString("username"),
                        Role.valueOf(row.getString("role"))))
                .optional();
    }

    private void note(long id) {
        Instant now = clock.instant();
        jdbc.sql("update api_key set last_used_at = ? where id = ? and (last_used_at is null or last_used_at <= ?)")
                .params(Timestamp.from(now), id, Timestamp.from(now.minus(NOTED_EVERY)))
                .update();
    }

    private void revoke(long id, String actor) {
        transaction.executeWithoutResult(status -> {
            int revoked = jdbc.sql("update api_key set revoked_at = ? where id = ? and revoked_at is null")
                    .params(Timestamp.from(clock.instant()), id)
                    .update();
            if (revoked > 0) {
                audit.append(AuditEntry.done(actor, "api-key.revoke", "api-key:" + id, Map.of()));
            }
        });
    }

    private static ApiKey row(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getLong("id"),
                row.getLong("user_id"),
                row.getString("name"),
                row.getString("hint"),
                UserRows.instant(row, "created_at"),
                UserRows.instant(row, "expires_at"),
                UserRows.instant(row, "last_used_at"),
                UserRows.instant(row, "revoked_at"));
    }
}
