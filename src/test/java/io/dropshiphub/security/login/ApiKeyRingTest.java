package io.dropshiphub.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.ApiKey;
import io.dropshiphub.security.ApiKeys;
import io.dropshiphub.security.Users;
import io.dropshiphub.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys for machines: shown once, kept as a hash, ended at once. */
@LogInTest
class ApiKeyRingTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Caller ADMIN = new Caller(1, "admin", Role.ADMIN, "session", "10.0.0.1");
    private static final String HERE = "192.0.2.7";

    @Autowired
    private ApiKeys keys;

    @Autowired
    private Users users;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SettableClock clock;

    private Caller seller;

    @BeforeEach
    void a_seller() {
        Users.WithPassword made = users.create("machine" + NUMBER.incrementAndGet(), Role.SELLER, ADMIN);
        seller = new Caller(made.user().id(), made.user().username(), Role.SELLER, "token", HERE);
    }

    @Test
    void a_key_is_its_user_with_the_role_of_today() {
        String key = keys.create("nightly upload", null, seller).key();

        assertThat(keys.verify(key, HERE))
                .isEqualTo(new Caller(seller.userId(), seller.username(), Role.SELLER, "api-key", HERE));
        users.change(seller.userId(), Role.VIEWER, null, ADMIN);
        assertThat(keys.verify(key, HERE).role()).isEqualTo(Role.VIEWER);
        users.change(seller.userId(), null, true, ADMIN);
        refused(() -> keys.verify(key, HERE));
    }

    @Test
    void what_is_kept_tells_nobody_the_key() {
        ApiKeys.WithKey made = keys.create("nightly upload", null, seller);

        assertThat(made.key())
                .matches("hub_[A-Za-z0-9_-]{43}")
                .startsWith(made.apiKey().hint());
        assertThat(made.toString()).doesNotContain(made.key());
        assertThat(jdbc.sql("select k::text from api_key k").query(String.class).list())
                .noneMatch(row -> row.contains(made.key().substring(8)));
        assertThat(keys.list(seller.userId())).containsExactly(made.apiKey());
    }

    @Test
    void a_revoked_key_works_no_more_and_stays_in_the_list() {
        ApiKeys.WithKey made = keys.create("old", null, seller);
        keys.revoke(seller.userId(), made.apiKey().id(), seller);
        keys.revoke(seller.userId(), made.apiKey().id(), seller);

        refused(() -> keys.verify(made.key(), HERE));
        assertThat(keys.list(seller.userId()))
                .singleElement()
                .extracting(ApiKey::revokedAt)
                .isNotNull();
        assertThat(jdbc.sql("select action from audit_log where target = ? order by seq")
                        .param("api-key:" + made.apiKey().id())
                        .query(String.class)
                        .list())
                .containsExactly("api-key.create", "api-key.revoke");
    }

    @Test
    void nobody_revokes_a_key_under_another_users_name() {
        long id = keys.create("mine", null, seller).apiKey().id();

        assertThat(catchThrowableOfType(CodedProblem.class, () -> keys.revoke(1, id, ADMIN))
                        .code())
                .isEqualTo("HUB-SECURITY-321");
    }

    @Test
    void a_key_expires() {
        Instant expires = clock.instant().plus(Duration.ofDays(1));
        String key = keys.create("for a day", expires, seller).key();

        clock.advance(Duration.ofHours(23));
        assertThat(keys.verify(key, HERE).username()).isEqualTo(seller.username());
        clock.advance(Duration.ofHours(1));
        refused(() -> keys.verify(key, HERE));
    }

    @Test
    void the_last_use_is_known_to_a_minute() {
        String key = keys.create("used", null, seller).key();
        assertThat(lastUse()).isNull();

        keys.verify(key, HERE);
        Instant first = lastUse();
        clock.advance(Duration.ofSeconds(59));
        keys.verify(key, HERE);
        assertThat(lastUse()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        keys.verify(key, HERE);
        assertThat(lastUse()).isEqualTo(first.plusSeconds(60));
    }

    @Test
    void a_key_makes_no_key() {
        Caller machine = keys.verify(keys.create("first", null, seller).key(), HERE);

        assertThat(catchThrowableOfType(CodedProblem.class, () -> keys.create("second", null, machine))
                        .code())
                .isEqualTo("HUB-SECURITY-319");
    }

    @Test
    void a_name_and_an_expiry_must_make_sense() {
        Instant now = clock.instant();
        for (ThrowingCallable bad : new ThrowingCallable[] {
            () -> keys.create(null, null, seller),
            () -> keys.create("  ", null, seller),
            () -> keys.create("a\u0000b", null, seller),
            () -> keys.create("x".repeat(81), null, seller),
            () -> keys.create("late", now, seller),
            () -> keys.create("for ever", Instant.MAX, seller),
        }) {
            assertThat(catchThrowableOfType(CodedProblem.class, bad).code()).isEqualTo("HUB-SECURITY-320");
        }
    }

    @Test
    void junk_is_refused() {
        for (String junk : new String[] {null, "", "hub_", "hub_" + "A".repeat(43), "\u0000", "hub_\u0000"}) {
            refused(() -> keys.verify(junk, HERE));
        }
    }

    private Instant lastUse() {
        return keys.list(seller.userId()).get(0).lastUsedAt();
    }

    private static void refused(ThrowingCallable call) {
        CodedProblem problem = catchThrowableOfType(CodedProblem.class, call);
        assertThat(problem).isNotNull();
        assertThat(problem.code()).isEqualTo("HUB-SECURITY-311");
    }
}
