package io.dropshiphub.security.login;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code app_user}. */
@Component
class UserRows {

    /**
     * A user with what only log-ins may see.
     *
     * @param passwordHash null: cannot log in by password
     * @param loggedOutAt every log-in before this is over; null: none was ended
     */
    record Row(User user, String passwordHash, Instant loggedOutAt) {

        /** Without the hash. */
        @Override
        public String toString() {
            return "Row[" + user + "]";
        }

        boolean isEnabled() {
            return user.disabledAt() == null;
        }

        Caller caller(String via, String address) {
            return new Caller(user.id(), user.username(), user.role(), via, address);
        }
    }

    private static final String SELECT = """
            select u.*, f.blocked_until from app_user u
            left join login_failure f on f.subject = 'name:' || u.username and f.blocked_until > :now
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    UserRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Row> all() {
        return select(SELECT + "order by u.username").query(UserRows::row).list();
    }

    Optional<Row> byId(long id) {
        return select(SELECT + "where u.id = :id")
                .param("id", id)
                .query(UserRows::row)
                .optional();
    }

    Optional<Row> byName(String username) {
        return select(SELECT + "where u.username = :username")
                .param("username", username)
                .query(UserRows::row)
                .optional();
    }

    Optional<Row> bySubject(String issuer, String subject) {
        return select(SELECT + "where u.external_issuer = :issuer and u.external_subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query(UserRows::row)
                .optional();
    }

    /** Until the end of the transaction nobody else changes this user; what refers to them may be added. */
    void lock(long id) {
        jdbc.sql("select id from app_user where id = ? for no key update")
                .param(id)
                .query(Long.class)
                .single();
    }

    /** Until the end of the transaction nobody else adds or takes away administrators. */
    void lockAdministrators() {
        jdbc.sql("select id from app_user where role = 'ADMIN' order by id for no key update")
                .query(Long.class)
                .list();
    }

    /** Whether somebody else than this user may administer. */
    boolean hasOtherAdministrator(long id) {
        return jdbc.sql("""
                        select exists (select from app_user where role = 'ADMIN' and disabled_at is null and id <> ?
                            and (password_hash is not null or external_issuer is not null))""").param(id).query(Boolean.class).single();
    }

    /** Adds a user; empty when there is one of that name. */
    Optional<Long> add(String username, Role role, String hash) {
        return jdbc.sql("""
                        insert into app_user (username, role, password_hash, one_time_password, created_at)
                        values (?, ?, ?, true, ?) on conflict do nothing returning id""")
                .params(username, role.name(), hash, now())
                .query(Long.class)
                .optional();
    }

    /** Adds a user of an external issuer; empty when there is one of that name or subject. */
    Optional<Long> addExternal(String username, Role role, String issuer, String subject) {
        return jdbc.sql("""
                        insert into app_user (username, role, external_issuer, external_subject, created_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing returning id""")
                .params(username, role.name(), issuer, subject, now())
                .query(Long.class)
                .optional();
    }

    void setRole(long id, Role role) {
        jdbc.sql("update app_user set role = ? where id = ?")
                .params(role.name(), id)
                .update();
    }

    void setDisabled(long id, boolean disabled) {
        jdbc.sql("update app_user set disabled_at = ? where id = ?")
                .params(disabled ? now() : null, id)
                .update();
    }

    void setPassword(long id, String hash, boolean oneTime) {
        jdbc.sql("update app_user set password_hash = ?, one_time_password = ? where id = ?")
                .params(hash, oneTime, id)
                .update();
    }

    /**
     * Another hash for another password of the user's own, or for the same one.
     *
     * @return whether the old one was still there
     */
    boolean replacePassword(long id, String oldHash, String newHash) {
        return jdbc.sql("update app_user set password_hash = ?, one_time_password = false"
                                + " where id = ? and password_hash = ?")
                        .params(newHash, id, oldHash)
                        .update()
                == 1;
    }

    void setLastLogin(long id) {
        jdbc.sql("update app_user set last_login_at = ? where id = ?")
                .params(now(), id)
                .update();
    }

    /** Ends every log-in of a user. */
    void logOut(long id, String why) {
        jdbc.sql("update app_user set logged_out_at = ? where id = ?")
                .params(now(), id)
                .update();
        jdbc.sql("update login_session set ended_at = ?, ended_why = ? where user_id = ? and ended_at is null")
                .params(now(), why, id)
                .update();
    }

    private JdbcClient.StatementSpec select(String sql) {
        return jdbc.sql(sql).param("now", now());
    }

    /** As exact as the database keeps it, so that what is compared with it later is not before it. */
    private Timestamp now() {
        return Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new User(
                        row.getLong("id"),
                        row.getString("username"),
                        Role.valueOf(row.getString("role")),
                        row.getBoolean("one_time_password"),
                        row.getString("external_issuer"),
                        instant(row, "created_at"),
                        instant(row, "disabled_at"),
                        instant(row, "blocked_until"),
                        instant(row, "last_login_at")),
                row.getString("password_hash"),
                instant(row, "logged_out_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
