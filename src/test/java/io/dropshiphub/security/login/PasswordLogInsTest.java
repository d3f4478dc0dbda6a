package io.dropshiphub.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.LogIns;
import io.dropshiphub.security.Users;
import io.dropshiphub.testing.SettableClock;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Who gets in by password, who does not, and how long they wait. */
@LogInTest
class PasswordLogInsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Caller ADMIN = new Caller(1, "admin", Role.ADMIN, "session", "10.0.0.1");
    private static final String OWN = "three blue kettles";
    private static final String HOME = "192.0.2.7";
    private static final String ELSEWHERE = "198.51.100.9";

    @Autowired
    private LogIns logIns;

    @Autowired
    private Users users;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final String name = "seller" + NUMBER.incrementAndGet();

    @BeforeEach
    void nobody_waits() {
        jdbc.sql("truncate login_failure, login_address, security_event").update();
    }

    @Test
    void a_one_time_password_is_good_for_setting_ones_own_and_only_once() {
        String oneTime = users.create(name, Role.SELLER, ADMIN).oneTimePassword();

        assertThat(refused(() -> logIns.byPassword(name, oneTime, null, HOME)).code())
                .isEqualTo("HUB-SECURITY-303");
        assertThat(refused(() -> logIns.byPassword(name, oneTime, "short", HOME))
                        .code())
                .isEqualTo("HUB-SECURITY-304");
        assertThat(refused(() -> logIns.byPassword(name, oneTime, oneTime, HOME))
                        .code())
                .isEqualTo("HUB-SECURITY-304");
        Caller caller = logIns.byPassword(name, oneTime, OWN, HOME);

        assertThat(caller.username()).isEqualTo(name);
        assertThat(caller.role()).isEqualTo(Role.SELLER);
        assertThat(refused(() -> logIns.byPassword(name, oneTime, OWN + "!", HOME))
                        .code())
                .isEqualTo("HUB-SECURITY-301");
        assertThat(logIns.byPassword(name, OWN, null, HOME)).isEqualTo(caller);
    }

    @Test
    void nobody_learns_whether_the_name_or_the_password_was_wrong() {
        long id = seller();
        users.change(id, null, true, ADMIN);

        List<CodedProblem> answers = List.of(
                refused(() -> logIns.byPassword("no.such.user", OWN, null, ELSEWHERE)),
                refused(() -> logIns.byPassword(name, "something else", null, ELSEWHERE)),
                refused(() -> logIns.byPassword(name, OWN, null, ELSEWHERE)),
                refused(() -> logIns.byPassword("\u0000' or 1=1 --", OWN, null, ELSEWHERE)),
                refused(() -> logIns.byPassword(null, null, null, ELSEWHERE)));

        assertThat(answers).extracting(CodedProblem::code).containsOnly("HUB-SECURITY-301");
        assertThat(answers)
                .extracting(CodedProblem::detail)
                .containsOnly(answers.get(0).detail());
    }

    @Test
    void a_failed_log_in_is_reported_without_what_was_typed() {
        seller();

        refused(() -> logIns.byPassword(name, "wrong password", null, HOME));
        refused(() -> logIns.byPassword("my-secret-by-mistake", "wrong password", null, HOME));

        // stored beside: those of earlier tests may still come
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select kind || ' ' || address || details from security_event where username = ?")
                                .param(name)
                                .query(String.class)
                                .list())
                .containsExactly("LOGIN_FAILED " + HOME + "{}"));
        await().untilAsserted(() -> assertThat(jdbc.sql("select kind || details from security_event"
                                + " where username is null and address = ? and kind = 'LOGIN_FAILED'")
                        .param(HOME)
                        .query(String.class)
                        .list())
                .contains("LOGIN_FAILED{}"));
        assertThat(jdbc.sql("select security_event::text from security_event")
                        .query(String.class)
                        .list())
                .noneMatch(event -> event.contains("my-secret-by-mistake"));
    }

    @Test
    void waits_grow_with_each_failure_and_never_last_for_good() {
        users.create(name, Role.SELLER, ADMIN);
        IntStream.range(0, 5).forEach(i -> assertThat(guess().code()).isEqualTo("HUB-SECURITY-301"));

        assertThat(guess().retryAfter()).contains(Duration.ofSeconds(10));
        assertThat(waitAndGuess(10)).contains(Duration.ofSeconds(20));
        assertThat(waitAndGuess(20)).contains(Duration.ofSeconds(40));
        for (int seconds = 40; seconds < 900; seconds *= 2) {
            waitAndGuess(seconds);
        }
        assertThat(guess().retryAfter()).contains(Duration.ofMinutes(15));
        assertThat(waitAndGuess(900)).contains(Duration.ofMinutes(15));
        clock.advance(Duration.ofDays(2));
        assertThat(guess().code()).as("begins anew").isEqualTo("HUB-SECURITY-301");
        assertThat(guess().code()).isEqualTo("HUB-SECURITY-301");
        await().untilAsserted(() -> assertThat(jdbc.sql(
                                "select coalesce(sum(times), 0) from security_event where kind = 'LOGIN_LOCKED' and username = ?")
                        .param(name)
                        .query(Long.class)
                        .single())
                .isEqualTo(9));
    }

    @Test
    void a_log_in_that_has_to_wait_does_not_look_at_the_password_and_does_not_wait_longer_for_it() {
        String oneTime = users.create(name, Role.SELLER, ADMIN).oneTimePassword();
        IntStream.range(0, 5).forEach(i -> guess());

        IntStream.range(0, 20).forEach(i -> assertThat(refused(() -> logIns.byPassword(name, oneTime, OWN, ELSEWHERE))
                        .code())
                .isEqualTo("HUB-SECURITY-302"));
        clock.advance(Duration.ofSeconds(10));

        assertThat(logIns.byPassword(name, oneTime, OWN, ELSEWHERE).username()).isEqualTo(name);
    }

    @Test
    void names_that_nobody_has_wait_like_the_others() {
        IntStream.range(0, 5).forEach(i -> refused(() -> logIns.byPassword("nobody.here", "x", null, ELSEWHERE)));

        assertThat(refused(() -> logIns.byPassword("nobody.here", "x", null, ELSEWHERE))
                        .code())
                .isEqualTo("HUB-SECURITY-302");
    }

    @Test
    void strangers_who_guess_elsewhere_do_not_keep_a_user_out_at_home() {
        seller();
        IntStream.range(0, 40).forEach(i -> guess());

        assertThat(refused(() -> logIns.byPassword(name, OWN, null, ELSEWHERE)).code())
                .isEqualTo("HUB-SECURITY-302");
        assertThat(logIns.byPassword(name, OWN, null, HOME).username()).isEqualTo(name);
        assertThat(users.find(id()).orElseThrow().lockedUntil()).isNotNull();
    }

    @Test
    void one_address_cannot_try_one_password_on_everybody() {
        IntStream.range(0, 30)
                .forEach(i -> refused(() -> logIns.byPassword("nobody" + i, "x", null, "2001:db8:1:2::" + i)));

        CodedProblem next = refused(() -> logIns.byPassword("nobody31", "x", null, "2001:db8:1:2:ffff::1"));

        assertThat(next.code()).as("the same network").isEqualTo("HUB-SECURITY-302");
        assertThat(refused(() -> logIns.byPassword("nobody31", "x", null, "2001:db8:1:3::1"))
                        .code())
                .isEqualTo("HUB-SECURITY-301");
    }

    @Test
    void guesses_sent_all_at_once_are_hardly_more_than_those_sent_one_by_one() {
        users.create(name, Role.SELLER, ADMIN);

        long looked = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> guess())
                .filter(problem -> problem.code().equals("HUB-SECURITY-301"))
                .count();

        assertThat(looked).as("5 are free, and one more may be under way").isBetween(5L, 6L);
    }

    @Test
    void an_administrators_reset_ends_waiting_and_log_ins() {
        long id = seller();
        Caller caller = logIns.byPassword(name, OWN, null, HOME);
        Instant loggedIn = clock.instant();
        IntStream.range(0, 9).forEach(i -> guess());
        clock.advance(Duration.ofSeconds(1));

        String oneTime = users.resetPassword(id, ADMIN).oneTimePassword();

        assertThat(refused(() -> logIns.confirm(caller, loggedIn)).status()).isEqualTo(401);
        assertThat(refused(() -> logIns.byPassword(name, OWN, null, HOME)).code())
                .isEqualTo("HUB-SECURITY-301");
        assertThat(logIns.byPassword(name, oneTime, OWN + " again", ELSEWHERE).userId())
                .isEqualTo(id);
    }

    @Test
    void a_session_has_the_role_of_today() {
        long id = seller();
        Caller caller = logIns.byPassword(name, OWN, null, HOME);
        users.change(id, Role.VIEWER, null, ADMIN);

        assertThat(logIns.confirm(caller, clock.instant()).role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void changing_the_password_ends_other_sessions_and_needs_the_old_one() {
        seller();
        Caller caller = logIns.byPassword(name, OWN, null, HOME);
        Instant loggedIn = clock.instant();
        clock.advance(Duration.ofSeconds(1));

        assertThat(refused(() -> logIns.changePassword(caller, "not mine", "four green kettles"))
                        .code())
                .isEqualTo("HUB-SECURITY-301");
        logIns.changePassword(caller, OWN, "four green kettles");

        assertThat(refused(() -> logIns.confirm(caller, loggedIn)).status()).isEqualTo(401);
        assertThat(logIns.byPassword(name, "four green kettles", null, HOME).username())
                .isEqualTo(name);
    }

    @Test
    void two_people_with_one_one_time_password_do_not_both_set_theirs() {
        String oneTime = users.create(name, Role.SELLER, ADMIN).oneTimePassword();

        long set = IntStream.range(0, 2)
                .parallel()
                .filter(i -> {
                    try {
                        logIns.byPassword(name, oneTime, OWN + i, HOME);
                        return true;
                    } catch (CodedProblem late) {
                        return false;
                    }
                })
                .count();

        assertThat(set).isEqualTo(1);
    }

    @Test
    void a_hash_with_weaker_settings_is_made_anew_at_the_next_log_in() {
        long id = seller();
        String old = "{argon2}" + new Argon2PasswordEncoder(16, 32, 1, 32, 1).encode(OWN);
        jdbc.sql("update app_user set password_hash = ? where id = ?")
                .params(old, id)
                .update();

        logIns.byPassword(name, OWN, null, HOME);

        assertThat(jdbc.sql("select password_hash from app_user where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .startsWith("{argon2}$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(logIns.byPassword(name, OWN, null, HOME).userId()).isEqualTo(id);
    }

    @Test
    void hangul_is_the_same_from_every_keyboard() {
        String oneTime = users.create(name, Role.SELLER, ADMIN).oneTimePassword();
        String composed = "우리집 파란 주전자 세 개";
        logIns.byPassword(name, oneTime, Normalizer.normalize(composed, Normalizer.Form.NFD), HOME);

        assertThat(logIns.byPassword(name, composed, null, HOME).username()).isEqualTo(name);
    }

    private long seller() {
        Users.WithPassword made = users.create(name, Role.SELLER, ADMIN);
        logIns.byPassword(name, made.oneTimePassword(), OWN, HOME);
        return made.user().id();
    }

    private long id() {
        return jdbc.sql("select id from app_user where username = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    private CodedProblem guess() {
        return refused(() -> logIns.byPassword(name, "a wrong password", null, ELSEWHERE));
    }

    private java.util.Optional<Duration> waitAndGuess(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        assertThat(guess().code()).isEqualTo("HUB-SECURITY-301");
        return guess().retryAfter();
    }

    private static CodedProblem refused(ThrowingCallable call) {
        return catchThrowableOfType(CodedProblem.class, call);
    }
}
