package io.dropshiphub.security.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.SecurityEvents;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestDatabase;
import io.dropshiphub.testing.TestKeys;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Another master key: refused when it is the wrong one, taken over when the former one is named too. */
@HubTest(properties = "hub.routes.include=_shared/*.camel.yaml")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MasterKeyChangeTest {

    private static final SecretName NAME = new SecretName("account:12", "access-key");
    private static final String NEW = Base64.getEncoder().encodeToString(Aes.newKey());
    private static final String STRANGE = Base64.getEncoder().encodeToString(Aes.newKey());

    private static final TestDatabase DATABASE = TestDatabase.create();

    @Autowired
    private AuditLog audit;

    @Autowired
    private SecurityEvents events;

    @Autowired
    private Clock clock;

    private final JdbcClient jdbc = DATABASE.jdbc();
    private VaultHub first;

    @BeforeEach
    void a_vault_with_two_key_pairs_in_use() {
        jdbc.sql("truncate vault_secret, vault_key_pair, vault_root").update();
        first = hub(TestKeys.MASTER, "");
        first.vault().put(NAME, "value", null, "kim");
        first.rotation().rotate("kim");
        first.vault().put(new SecretName("account:12", "secret-key"), "value", null, "kim");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_wrong_master_key_stops_the_start_and_changes_nothing() {
        List<Map<String, Object>> before = keys();

        assertThatExceptionOfType(VaultStartProblem.class)
                .isThrownBy(() -> hub(STRANGE, ""))
                .satisfies(problem -> assertThat(problem.description())
                        .startsWith("HUB-SECURITY-104")
                        .contains("Nothing was changed"))
                .satisfies(problem -> assertThat(problem.action()).contains("ENCRYPTION_MASTER_KEY_PREVIOUS"));
        assertThatExceptionOfType(VaultStartProblem.class).isThrownBy(() -> hub(NEW, STRANGE));

        assertThat(keys()).usingRecursiveComparison().isEqualTo(before);
        assertThat(hub(TestKeys.MASTER, "").vault().open(NAME, "test")).contains("value");
    }

    @Test
    void with_the_former_one_beside_it_a_new_master_key_takes_over() {
        assertThat(hub(NEW, TestKeys.MASTER).vault().open(NAME, "test")).contains("value");

        // from now on without the former one, or still with it
        assertThat(hub(NEW, "").vault().open(NAME, "test")).contains("value");
        assertThat(hub(NEW, TestKeys.MASTER).vault().open(NAME, "test")).contains("value");
        assertThatExceptionOfType(VaultStartProblem.class).isThrownBy(() -> hub(TestKeys.MASTER, ""));
    }

    @Test
    void a_hub_that_still_runs_with_the_former_one_goes_on_but_makes_no_keys_that_nobody_else_could_open() {
        hub(NEW, TestKeys.MASTER);

        assertThat(first.vault().open(NAME, "test")).contains("value");
        assertThatExceptionOfType(VaultProblem.class)
                .isThrownBy(() -> first.rotation().rotate("kim"))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("HUB-SECURITY-113"));

        first.vault().put(NAME, "newer", null, "kim");
        assertThat(hub(NEW, "").vault().open(NAME, "test")).contains("newer");
    }

    @Test
    void a_change_that_meets_an_altered_key_pair_changes_nothing() {
        jdbc.sql("update vault_key_pair set private_key = set_byte(private_key, 40, get_byte(private_key, 40) # 1)"
                        + " where version = 2")
                .update();
        List<Map<String, Object>> before = keys();

        assertThatExceptionOfType(VaultStartProblem.class)
                .isThrownBy(() -> hub(NEW, TestKeys.MASTER))
                .withMessageContaining("HUB-SECURITY-105")
                .withMessageContaining("key pair 2");

        assertThat(keys()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void an_altered_root_key_stops_the_start() {
        jdbc.sql("update vault_root set sealed = substr(sealed, 1, length(sealed) - 1)")
                .update();

        assertThatExceptionOfType(VaultStartProblem.class)
                .isThrownBy(() -> hub(TestKeys.MASTER, ""))
                .withMessageContaining("HUB-SECURITY-105");
    }

    private VaultHub hub(String master, String previous) {
        return VaultHub.on(DATABASE.dataSource(), audit, events, clock, VaultHub.keys(master, previous));
    }

    private List<Map<String, Object>> keys() {
        return jdbc.sql(
                        "select version, state, encode(private_key, 'hex') as private_key, encode(sealed, 'hex') as sealed"
                                + " from vault_key_pair, vault_root order by version")
                .query()
                .listOfRows();
    }
}
