package io.dropshiphub.security.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.security.SecretInfo;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.Vault;
import io.dropshiphub.testing.HubTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the vault keeps, for whom it opens, and that nothing altered or moved opens. */
@HubTest(properties = "hub.routes.include=_shared/*.camel.yaml")
@DisplayNameGeneration(ReplaceUnderscores.class)
class VaultTest {

    private static final SecretName KEY = new SecretName("account:12", "access-key");
    private static final SecretName OTHER = new SecretName("account:12", "secret-key");
    private static final SecretName ELSEWHERE = new SecretName("account:13", "access-key");

    @Autowired
    private Vault vault;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void an_empty_vault() {
        jdbc.sql("delete from vault_secret").update();
    }

    @Test
    void gives_back_what_was_put() {
        vault.put(KEY, "비밀 $2a$04$ with spaces\n", null, "kim");

        assertThat(vault.open(KEY, "test")).contains("비밀 $2a$04$ with spaces\n");
        assertThat(vault.open(OTHER, "test")).isEmpty();
    }

    @Test
    void a_new_value_takes_the_place_of_the_old_one() {
        vault.put(KEY, "first", Instant.parse("2027-01-01T00:00:00Z"), "kim");
        vault.open(KEY, "test");
        vault.put(KEY, "second", null, "kim");

        assertThat(vault.open(KEY, "test")).contains("second");
        assertThat(vault.describe("account:12")).singleElement().satisfies(info -> assertThat(info.expiresAt())
                .isNull());
    }

    @Test
    void a_removed_secret_is_gone() {
        int before = audit("secret.remove").size();
        vault.put(KEY, "value", null, "kim");
        vault.remove(KEY, "kim");
        vault.remove(KEY, "kim");

        assertThat(vault.open(KEY, "test")).isEmpty();
        assertThat(vault.describe("account:12")).isEmpty();
        assertThat(audit("secret.remove")).hasSize(before + 1);
    }

    @Test
    void tells_about_secrets_without_opening_them() {
        vault.put(OTHER, "same", Instant.parse("2027-05-20T00:00:00Z"), "kim");
        vault.put(KEY, "same", null, "kim");
        vault.put(ELSEWHERE, "another", null, "kim");
        vault.open(KEY, "test");

        List<SecretInfo> infos = vault.describe("account:12");

        assertThat(infos).extracting(SecretInfo::name).containsExactly(KEY, OTHER);
        assertThat(infos.get(0).lastOpenedAt()).isNotNull();
        assertThat(infos.get(1).lastOpenedAt()).isNull();
        assertThat(infos.get(1).expiresAt()).isEqualTo("2027-05-20T00:00:00Z");
        assertThat(infos.get(0).keyVersion()).isPositive();
        assertThat(infos.get(0).fingerprint())
                .hasSize(32)
                .isEqualTo(infos.get(1).fingerprint())
                .isNotEqualTo(vault.describe("account:13").get(0).fingerprint());
    }

    @Test
    void every_opening_says_in_the_audit_log_who_wanted_what() {
        int before = audit("secret.open").size();
        vault.put(KEY, "value", null, "kim");

        vault.open(KEY, "hub:calls");
        vault.open(KEY, "hub:calls");
        vault.open(OTHER, "hub:calls");

        assertThat(audit("secret.open").stream().skip(before))
                .containsExactly(
                        "hub:calls secret:account:12/access-key done", "hub:calls secret:account:12/access-key done");
        assertThat(audit("secret.put")).endsWith("kim secret:account:12/access-key done");
    }

    @Test
    void what_is_rolled_back_was_never_put() {
        vault.put(KEY, "before", null, "kim");

        transaction.executeWithoutResult(status -> {
            vault.put(KEY, "after", null, "kim");
            assertThat(vault.open(KEY, "test")).contains("after");
            status.setRollbackOnly();
        });

        assertThat(vault.open(KEY, "test")).contains("before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void a_blank_value_is_refused_and_the_old_one_stays(String blank) {
        vault.put(KEY, "value", null, "kim");

        assertThatExceptionOfType(CodedProblem.class)
                .isThrownBy(() -> vault.put(KEY, blank, null, "kim"))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("HUB-SECURITY-114"));

        assertThat(vault.open(KEY, "test")).contains("value");
    }

    private List<String> audit(String action) {
        return jdbc.sql("select actor || ' ' || target || ' ' || outcome from audit_log where action = ?"
                        + " and target like 'secret:account:12/%' order by seq")
                .param(action)
                .query(String.class)
                .list();
    }
}
