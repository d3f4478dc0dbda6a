package io.dropshiphub.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.User;
import io.dropshiphub.security.Users;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Users as an administrator adds and changes them. */
@LogInTest
class UserAdministrationTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Caller ADMIN = new Caller(1, "admin", Role.ADMIN, "session", "10.0.0.1");

    @Autowired
    private Users users;

    @Autowired
    private JdbcClient jdbc;

    private final String name = "user" + NUMBER.incrementAndGet();

    @AfterEach
    void the_first_user_administers_again() {
        jdbc.sql("update app_user set disabled_at = now() where role = 'ADMIN' and id <> 1")
                .update();
        jdbc.sql("update app_user set role = 'ADMIN', disabled_at = null where id = 1")
                .update();
    }

    @Test
    void a_new_user_has_a_one_time_password_which_is_kept_as_a_hash_only() {
        Users.WithPassword made = users.create(name, Role.OPERATOR, ADMIN);

        User user = users.find(made.user().id()).orElseThrow();
        assertThat(user.username()).isEqualTo(name);
        assertThat(user.role()).isEqualTo(Role.OPERATOR);
        assertThat(user.oneTimePassword()).isTrue();
        assertThat(users.list()).contains(user);
        assertThat(made.oneTimePassword()).matches("[a-z2-9]{5}(-[a-z2-9]{5}){3}");
        assertThat(made.toString()).doesNotContain(made.oneTimePassword());
        assertThat(jdbc.sql("select u::text from app_user u")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains(made.oneTimePassword()))
                .anyMatch(row -> row.contains("{argon2}$argon2id$"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "a",
                "Kim",
                "kim@example.com",
                "kim lee",
                "김",
                "a/b",
                "\u0000\u0000",
                ".kim",
                "-kim",
                "_kim",
                "..",
                "kim..lee"
            })
    void a_name_that_cannot_be_one_is_refused(String bad) {
        assertThat(refused(() -> users.create(bad, Role.SELLER, ADMIN)).code()).isEqualTo("HUB-SECURITY-312");
    }

    @Test
    void no_two_users_have_one_name() {
        users.create(name, Role.SELLER, ADMIN);

        CodedProblem taken = refused(() -> users.create(name, Role.ADMIN, ADMIN));

        assertThat(taken.code()).isEqualTo("HUB-SECURITY-313");
        assertThat(taken.status()).isEqualTo(409);
    }

    @Test
    void every_change_is_in_the_audit_log() {
        long id = users.create(name, Role.SELLER, ADMIN).user().id();
        users.change(id, Role.VIEWER, true, ADMIN);
        users.change(id, Role.VIEWER, true, ADMIN);
        users.resetPassword(id, ADMIN);
        users.logOut(id, ADMIN);

        assertThat(jdbc.sql("select actor || ' ' || action || ' ' || (details::jsonb)::text from audit_log"
                                + " where target = ? order by seq")
                        .param("user:" + id)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "admin user.create {\"role\": \"seller\", \"username\": \"" + name + "\"}",
                        "admin user.change {\"role\": \"viewer\", \"disabled\": \"true\"}",
                        "admin user.reset-password {}",
                        "admin user.log-out {}");
    }

    @Test
    void the_last_administrator_stays_one() {
        assertThat(refused(() -> users.change(1, Role.VIEWER, null, ADMIN)).code())
                .isEqualTo("HUB-SECURITY-315");
        assertThat(refused(() -> users.change(1, null, true, ADMIN)).code()).isEqualTo("HUB-SECURITY-315");
        assertThat(users.find(1).orElseThrow().role()).isEqualTo(Role.ADMIN);

        long other = users.create(name, Role.ADMIN, ADMIN).user().id();
        assertThat(users.change(1, null, true, ADMIN).disabledAt()).isNotNull();
        assertThat(refused(() -> users.change(other, Role.SELLER, null, ADMIN)).code())
                .isEqualTo("HUB-SECURITY-315");
    }

    @Test
    void two_administrators_who_remove_each_other_at_once_do_not_both_succeed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                long other = users.create(name + "-" + round, Role.ADMIN, ADMIN)
                        .user()
                        .id();
                Callable<Integer> first = () -> attempt(() -> users.change(other, null, true, ADMIN));
                Callable<Integer> second = () -> attempt(() -> users.change(1, null, true, ADMIN));
                int removed = 0;
                for (Future<Integer> answer : threads.invokeAll(List.of(first, second))) {
                    removed += answer.get();
                }
                assertThat(removed).isEqualTo(1);
                the_first_user_administers_again();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void who_is_not_there_cannot_be_changed() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> users.change(999_999, Role.ADMIN, null, ADMIN),
                () -> users.resetPassword(999_999, ADMIN),
                () -> users.logOut(999_999, ADMIN))) {
            assertThat(refused(call).status()).isEqualTo(404);
        }
        assertThat(users.find(999_999)).isEmpty();
    }

    private static int attempt(Runnable change) {
        try {
            change.run();
            return 1;
        } catch (CodedProblem lastOne) {
            return 0;
        }
    }

    private static CodedProblem refused(ThrowingCallable call) {
        return catchThrowableOfType(CodedProblem.class, call);
    }
}
