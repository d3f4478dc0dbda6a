package io.dropshiphub.security.login;

import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Log-ins and their refresh tokens. A token is good for one use, which gives its successor. The successor is computed from the
 * token and a salt, so that a client whose answer was lost, or who asks in several threads, gets the same one again for a short
 * while, although the hub keeps hashes only. Any other second use ends the log-in.
 */
@Component
class RefreshTokens {

    /**
     * A log-in and the token that continues it.
     *
     * @param userId whose it is
     */
    record Session(UUID id, long userId, String refreshToken) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Session[" + id + "]";
        }
    }

    private record Row(
            UUID session,
            long userId,
            Instant startedAt,
            Instant endedAt,
            Instant issuedAt,
            Instant usedAt,
            byte[] nextSalt) {}

    private static final String REUSED = "refresh token used twice";

    private final LoginProperties.TokenTimes times;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecurityEvents events;
    private final Clock clock;

    RefreshTokens(
            LoginProperties properties,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            SecurityEvents events,
            Clock clock) {
        this.times = properties.tokens();
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Begins a log-in. */
    Session begin(long userId) {
        UUID id = UUID.randomUUID();
        String token = RandomTexts.token();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into login_session (id, user_id, started_at) values (?, ?, ?)")
                    .params(id, userId, now())
                    .update();
            store(token, id);
        });
        return new Session(id, userId, token);
    }

    /**
     * Uses a token.
     *
     * @throws LoginProblem when it is good no more
     */
    Session use(String token, String address) {
        // what it comes to is committed first, also that the log-in was ended; then it is said
        Optional<Session> used = transaction.execute(status -> {
            Row row = find(token);
            if (row.usedAt() == null) {
                return Optional.of(rotate(token, row));
            }
            boolean justNow = clock.instant().isBefore(row.usedAt().plus(times.grace()));
            if (justNow && row.nextSalt() != null) {
                return Optional.of(new Session(row.session(), row.userId(), successor(token, row.nextSalt())));
            }
            end(row.session(), REUSED);
            events.report(new SecurityEvent(
                    SecurityEvent.Kind.TOKEN_REUSED,
                    username(row.userId()),
                    address,
                    Map.of("session", row.session().toString())));
            return Optional.empty();
        });
        return used.orElseThrow(LoginProblem::refreshTokenReused);
    }

    /** Ends the log-in that a token belongs to; gives its user, empty for an unknown token or an ended log-in. */
    Optional<Long> end(String token) {
        return jdbc.sql("""
                        update login_session set ended_at = ?, ended_why = 'logged out'
                        where ended_at is null and id = (select session_id from refresh_token where hash = ?)
                        returning user_id""")
                .params(now(), RandomTexts.hash(token))
                .query(Long.class)
                .optional();
    }

    /** Whether access tokens of a log-in are still good. */
    boolean isOpen(UUID session, long userId) {
        return jdbc.sql("select exists (select from login_session where id = ? and user_id = ? and ended_at is null)")
                .params(session, userId)
                .query(Boolean.class)
                .single();
    }

    /** Deletes log-ins that no token continues any more, a bounded number at a time. */
    void purge() {
        jdbc.sql("""
                        delete from login_session where id in (select s.id from login_session s
                            where s.started_at < :longest or s.ended_at < :ended
                                or not exists (select from refresh_token t
                                    where t.session_id = s.id and t.issued_at >= :idle)
                            limit 10000)""")
                .param("longest", Timestamp.from(clock.instant().minus(times.longest())))
                .param("ended", Timestamp.from(clock.instant().minus(times.idle())))
                .param("idle", Timestamp.from(clock.instant().minus(times.idle())))
                .update();
        jdbc.sql("delete from refresh_token where issued_at < ? and used_at is not null")
                .param(Timestamp.from(clock.instant().minus(times.idle())))
                .update();
    }

    /** The token's row; whoever sends the same token, or another one of its log-in, waits until this transaction is over. */
    private Row find(String token) {
        byte[] hash = RandomTexts.hash(token);
        jdbc.sql("""
                        select s.id from login_session s join refresh_token t on t.session_id = s.id
                        where t.hash = ? for update of s""").param(hash).query(UUID.class).optional();
        Row row = jdbc.sql("""
                        select s.user_id, s.started_at, s.ended_at, t.* from refresh_token t
                        join login_session s on s.id = t.session_id where t.hash = ?""")
                .param(hash)
                .query(RefreshTokens::row)
                .optional()
                .orElseThrow(LoginProblem::refreshTokenRefused);
        Instant now = clock.instant();
        if (row.endedAt() != null
                || !now.isBefore(row.startedAt().plus(times.longest()))
                || !now.isBefore(row.issuedAt().plus(times.idle()))) {
            throw LoginProblem.refreshTokenRefused();
        }
        return row;
    }

    private Session rotate(String token, Row row) {
        byte[] salt = RandomTexts.bytes();
        String next = successor(token, salt);
        // the token before this one needs no second answer any more: its successor has arrived
        jdbc.sql("update refresh_token set next_salt = null where session_id = ? and next_salt is not null")
                .param(row.session())
                .update();
        jdbc.sql("update refresh_token set used_at = ?, next_salt = ? where hash = ?")
                .params(now(), salt, RandomTexts.hash(token))
                .update();
        store(next, row.session());
        return new Session(row.session(), row.userId(), next);
    }

    private void store(String token, UUID session) {
        jdbc.sql("insert into refresh_token (hash, session_id, issued_at) values (?, ?, ?)")
                .params(RandomTexts.hash(token), session, now())
                .update();
    }

    private void end(UUID session, String why) {
        jdbc.sql("update login_session set ended_at = ?, ended_why = ? where id = ?")
                .params(now(), why, session)
                .update();
    }

    private String username(long userId) {
        return jdbc.sql("select username from app_user where id = ?")
                .param(userId)
                .query(String.class)
                .single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Only who has the token and the salt can compute it: a stolen database is not enough. */
    private static String successor(String token, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(RandomTexts.hash("successor of " + token), "HmacSHA256"));
            return RandomTexts.text(mac.doFinal(salt));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("session_id", UUID.class),
                row.getLong("user_id"),
                UserRows.instant(row, "started_at"),
                UserRows.instant(row, "ended_at"),
                UserRows.instant(row, "issued_at"),
                UserRows.instant(row, "used_at"),
                row.getBytes("next_salt"));
    }
}
