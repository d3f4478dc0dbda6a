package io.dropshiphub.admin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Role;
import io.dropshiphub.registration.BatchRequest;
import io.dropshiphub.registration.BatchSource;
import io.dropshiphub.registration.Priority;
import io.dropshiphub.registration.RegistrationBatches;
import io.dropshiphub.security.AuditTrail;
import io.dropshiphub.testing.HubTest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is steered by hand is in the audit log, under the name of who did it. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.routes.include=_shared/*.camel.yaml"
        })
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogbookTest {

    private static final Caller KIM = new Caller(Owners.HOUSE, "kim", Role.OPERATOR, "token", "10.0.0.1");

    @Autowired
    private AccountDesk accounts;

    @Autowired
    private BatchDesk batches;

    @Autowired
    private DeadLetterDesk deadLetters;

    @Autowired
    private CatalogDesk catalog;

    @Autowired
    private Logbook logbook;

    @Autowired
    private RegistrationBatches registration;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient jdbc;

    private long before;

    @BeforeEach
    void remember() {
        before = jdbc.sql("select seq from audit_head").query(Long.class).single();
    }

    @Test
    void accounts_and_marketplaces() throws Exception {
        long account = jdbc.sql("select min(id) from market_account where platform = 'naver'")
                .query(Long.class)
                .single();
        accounts.pause(KIM, String.valueOf(account), "{\"reason\": \"holiday\"}");
        accounts.resume(KIM, String.valueOf(account));
        accounts.pausePlatform(KIM, "naver", null);
        accounts.resumePlatform(KIM, "naver");

        assertThat(written())
                .containsExactly(
                        "account.pause account:" + account + " {reason=holiday}",
                        "account.resume account:" + account + " {}",
                        "platform.pause platform:naver {reason=paused by hand}",
                        "platform.resume platform:naver {}");
    }

    @Test
    void batches() {
        UUID batch = registration
                .open(new BatchRequest(
                        Owners.HOUSE,
                        "log",
                        BatchSource.REST,
                        "log",
                        null,
                        List.of("naver"),
                        Priority.NORMAL,
                        null,
                        3,
                        false))
                .id();
        batches.pause(KIM, batch.toString());
        batches.resume(KIM, batch.toString());
        batches.cancel(KIM, batch.toString());
        batches.retry(KIM, batch.toString());

        assertThat(written())
                .containsExactly(
                        "batch.pause batch:" + batch + " {}",
                        "batch.resume batch:" + batch + " {}",
                        "batch.cancel batch:" + batch + " {}",
                        "batch.retry batch:" + batch + " {replayed=0}");
    }

    @Test
    void dead_letters_and_categories() throws Exception {
        deadLetters.replayMatching(KIM, "{\"platform\": \"naver\"}");
        catalog.mapCategory(KIM, "naver", "{\"hub_category\": \"log/book\", \"code\": \"5\"}");

        assertThat(written())
                .containsExactly(
                        "dead-letter.replay dead-letter:* {matching={\"platform\":\"naver\"}, replayed=0, skipped=0}",
                        "category.map category:naver/log/book {code=5}");
    }

    @Test
    void what_fails_is_not_said_to_be_done() {
        assertThatThrownBy(() -> logbook.write(KIM, "test.fail", "test:1", Map.of(), () -> {
                    throw new IllegalStateException("it did not work");
                }))
                .hasMessage("it did not work");
        assertThatThrownBy(() -> accounts.pause(KIM, "987654", null)).hasMessageContaining("account 987654");

        assertThat(written()).isEmpty();
    }

    /** In the order in which they were written. */
    private List<String> written() {
        return audit.browse(new AuditTrail.Filter("kim", null, null, null, null, 100)).stream()
                .filter(line -> line.seq() > before)
                .sorted(Comparator.comparing(AuditTrail.Line::seq))
                .map(line -> line.action() + " " + line.target() + " " + new TreeMap<>(line.details()))
                .toList();
    }
}
