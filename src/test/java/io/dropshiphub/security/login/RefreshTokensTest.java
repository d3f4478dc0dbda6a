package io.dropshiphub.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.Tokens;
import io.dropshiphub.security.Users;
import io.dropshiphub.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Refresh tokens: one use each, a lost answer once more, and a stolen one that ends the log-in. */
@LogInTest
class RefreshTokensTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Caller ADMIN = new Caller(1, "admin", Role.ADMIN, "session", "10.0.0.1");
    private static final String HERE = "192.0.2.7";
    private static final String THIEF = "198.51.100.9";
    private static final int AT_ONCE = 32;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Users users;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SettableClock clock;

    private final String name = "refresher" + NUMBER.incrementAndGet();

    @Test
    void each_use_gives_the_next_token() {
        Tokens.Pair first = logIn();
        Tokens.Pair second = tokens.refresh(first.refreshToken(), HERE);
        Tokens.Pair third = tokens.refresh(second.refreshToken(), HERE);

        assertThat(List.of(first.refreshToken(), second.refreshToken(), third.refreshToken()))
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThat(token).hasSize(43));
        assertThat(tokens.verify(third.accessToken(), HERE).username()).isEqualTo(name);
    }

    @Test
    void a_lost_answer_is_given_once_more_and_no_log_in_forks() {
        Tokens.Pair first = logIn();
        String second = tokens.refresh(first.refreshToken(), HERE).refreshToken();
        clock.advance(Duration.ofSeconds(9));

        assertThat(tokens.refresh(first.refreshToken(), HERE).refreshToken()).isEqualTo(second);
        assertThat(tokens.refresh(second, HERE)).isNotNull();
    }

    @Test
    void a_token_that_comes_again_later_ends_the_log_in_and_is_reported() {
        Tokens.Pair first = logIn();
        Tokens.Pair second = tokens.refresh(first.refreshToken(), HERE);
        clock.advance(Duration.ofSeconds(10));

        assertThat(refusal(first.refreshToken(), THIEF)).isEqualTo("HUB-SECURITY-309");

        assertThat(refusal(second.refreshToken(), HERE)).isEqualTo("HUB-SECURITY-308");
        assertThat(catchThrowableOfType(CodedProblem.class, () -> tokens.verify(second.accessToken(), HERE))
                        .status())
                .isEqualTo(401);
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select kind || ' ' || address from security_event where username = ?")
                                .param(name)
                                .query(String.class)
                                .list())
                .containsExactly("TOKEN_REUSED " + THIEF));
    }

    @Test
    void a_token_whose_successor_was_used_has_no_grace() {
        Tokens.Pair first = logIn();
        Tokens.Pair second = tokens.refresh(first.refreshToken(), THIEF);
        tokens.refresh(second.refreshToken(), THIEF);

        assertThat(refusal(first.refreshToken(), HERE)).isEqualTo("HUB-SECURITY-309");
    }

    @Test
    void the_end_of_one_log_in_leaves_the_others() {
        Tokens.Pair mine = logIn();
        Tokens.Pair other = tokens.issue(tokens.verify(mine.accessToken(), HERE));
        tokens.refresh(mine.refreshToken(), HERE);
        clock.advance(Duration.ofMinutes(1));
        refusal(mine.refreshToken(), HERE);

        assertThat(tokens.refresh(other.refreshToken(), HERE)).isNotNull();
    }

    @Test
    void many_refreshes_of_one_token_at_once_all_get_the_same_next_token() throws Exception {
        Tokens.Pair first = logIn();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Callable<Tokens.Pair> refresh = () -> tokens.refresh(first.refreshToken(), HERE);
            List<Future<Tokens.Pair>> answers = threads.invokeAll(
                    IntStream.range(0, AT_ONCE).mapToObj(i -> refresh).toList());
            String next = answers.get(0).get().refreshToken();
            for (Future<Tokens.Pair> answer : answers) {
                assertThat(answer.get().refreshToken()).isEqualTo(next);
                assertThat(tokens.verify(answer.get().accessToken(), HERE).username())
                        .isEqualTo(name);
            }
            assertThat(jdbc.sql("""
                            select count(*) from refresh_token t join login_session s on s.id = t.session_id
                            join app_user u on u.id = s.user_id where u.username = ?""").param(name).query(Long.class).single()).isEqualTo(2);
            assertThat(tokens.refresh(next, HERE)).isNotNull();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_token_that_is_not_used_expires() {
        Tokens.Pair pair = logIn();
        clock.advance(Duration.ofDays(14));

        assertThat(refusal(pair.refreshToken(), HERE)).isEqualTo("HUB-SECURITY-308");
    }

    @Test
    void a_log_in_that_is_refreshed_again_and_again_ends_at_last() {
        Tokens.Pair pair = logIn();
        for (int days = 10; days < 60; days += 10) {
            clock.advance(Duration.ofDays(10));
            pair = tokens.refresh(pair.refreshToken(), HERE);
        }
        clock.advance(Duration.ofDays(10));

        assertThat(refusal(pair.refreshToken(), HERE)).isEqualTo("HUB-SECURITY-308");
    }

    @Test
    void a_disabled_user_refreshes_nothing() {
        Tokens.Pair pair = logIn();
        users.change(tokens.verify(pair.accessToken(), HERE).userId(), null, true, ADMIN);

        assertThat(refusal(pair.refreshToken(), HERE)).isEqualTo("HUB-SECURITY-308");
    }

    @Test
    void junk_is_refused() {
        for (String junk : new String[] {null, "", "x", "\u0000", "x".repeat(100_000)}) {
            assertThat(refusal(junk, HERE)).isEqualTo("HUB-SECURITY-308");
        }
    }

    @Test
    void the_database_holds_nothing_that_could_be_sent() {
        Tokens.Pair first = logIn();
        Tokens.Pair second = tokens.refresh(first.refreshToken(), HERE);

        String dump = String.join(
                "\n",
                jdbc.sql("select t::text || s::text from refresh_token t join login_session s on s.id = t.session_id")
                        .query(String.class)
                        .list());

        assertThat(dump).doesNotContain(first.refreshToken(), second.refreshToken(), second.accessToken());
        assertThat(second.toString()).doesNotContain(second.refreshToken(), second.accessToken());
    }

    private Tokens.Pair logIn() {
        Users.WithPassword made = users.create(name, Role.SELLER, ADMIN);
        return tokens.issue(new Caller(made.user().id(), name, Role.SELLER, "session", HERE));
    }

    private String refusal(String token, String address) {
        CodedProblem problem = catchThrowableOfType(CodedProblem.class, () -> tokens.refresh(token, address));
        assertThat(problem.status()).isEqualTo(401);
        return problem.code();
    }
}
