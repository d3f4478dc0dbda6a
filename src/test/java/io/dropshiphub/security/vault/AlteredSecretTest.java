package io.dropshiphub.security.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.Vault;
import io.dropshiphub.testing.HubTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody writes the table of secrets: nothing altered, moved or forged opens, and the refusal tells nothing. */
@HubTest(properties = "hub.routes.include=_shared/*.camel.yaml")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AlteredSecretTest {

    private static final String VALUE = "a-value-nobody-may-read";
    private static final SecretName NAME = new SecretName("account:12", "access-key");
    private static final SecretName OTHER = new SecretName("account:13", "access-key");

    @Autowired
    private Vault vault;

    @Autowired
    private KeyRing ring;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void two_secrets() {
        jdbc.sql("delete from vault_secret").update();
        vault.put(NAME, VALUE, null, "kim");
        vault.put(OTHER, "the other one", null, "kim");
    }

    @AfterEach
    void leave_the_hubs_own_key_pairs() {
        jdbc.sql("delete from vault_secret").update();
        jdbc.sql("delete from vault_key_pair where version = 1000").update();
    }

    @ParameterizedTest
    @CsvSource({
        "wrapped_key, 0",
        "wrapped_key, 200",
        "wrapped_key, 383",
        "sealed, 0",
        "sealed, 11",
        "sealed, 12",
        "sealed, 50"
    })
    void a_flipped_bit_is_found(String column, int at) {
        jdbc.sql(
                        "update vault_secret set %1$s = set_byte(%1$s, %2$d, get_byte(%1$s, %2$d) # 4) where owner = 'account:12'"
                                .formatted(column, at))
                .update();

        assertRefused("HUB-SECURITY-110");
    }

    @ParameterizedTest
    @CsvSource({
        "wrapped_key, 0",
        "wrapped_key, 383",
        "sealed, 0",
        "sealed, 11",
        "sealed, 27",
        "sealed, 28",
        "sealed, 50"
    })
    void what_was_cut_off_is_found(String column, int length) {
        jdbc.sql("update vault_secret set %1$s = substr(%1$s, 1, %2$d) where owner = 'account:12'"
                        .formatted(column, length))
                .update();

        assertRefused("HUB-SECURITY-110");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format = 2 | HUB-SECURITY-112",
                "format = 0 | HUB-SECURITY-112",
                "fingerprint = repeat('0', 32) | HUB-SECURITY-110",
                "fingerprint = '' | HUB-SECURITY-110"
            })
    void changed_metadata_is_found(String change, String code) {
        jdbc.sql("update vault_secret set " + change + " where owner = 'account:12'")
                .update();

        assertRefused(code);
    }

    @Test
    void a_key_pair_of_another_version_opens_nothing() {
        jdbc.sql("insert into vault_key_pair (version, state, private_key, created_at)"
                        + " select 1000, 'retiring', private_key, now() from vault_key_pair where state = 'active'")
                .update();
        jdbc.sql("update vault_secret set key_version = 1000 where owner = 'account:12'")
                .update();

        assertRefused("HUB-SECURITY-115");

        jdbc.sql("update vault_key_pair set state = 'retired', private_key = null where version = 1000")
                .update();
        assertRefused("HUB-SECURITY-111");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrapped_key = other.wrapped_key, sealed = other.sealed, fingerprint = other.fingerprint",
                "wrapped_key = other.wrapped_key",
                "sealed = other.sealed"
            })
    void what_was_moved_from_another_row_does_not_open(String columns) {
        jdbc.sql("update vault_secret mine set " + columns + " from vault_secret other"
                        + " where mine.owner = 'account:12' and other.owner = 'account:13'")
                .update();

        assertRefused("HUB-SECURITY-110");
    }

    @Test
    void a_row_under_another_name_does_not_open() {
        jdbc.sql("delete from vault_secret where owner = 'account:13'").update();
        jdbc.sql("update vault_secret set owner = 'account:13'").update();

        assertThat(vault.open(NAME, "test")).isEmpty();
        assertThat(catchThrowableOfType(CodedProblem.class, () -> vault.open(OTHER, "test"))
                        .code())
                .isEqualTo("HUB-SECURITY-110");
    }

    @Test
    void a_name_cannot_be_cut_elsewhere() {
        // "account:1" + "2access-key" is not "account:12" + "access-key"
        jdbc.sql("update vault_secret set owner = 'account:1', field = '2access-key' where owner = 'account:12'")
                .update();

        assertThat(catchThrowableOfType(
                                CodedProblem.class,
                                () -> vault.open(new SecretName("account:1", "2access-key"), "test"))
                        .code())
                .isEqualTo("HUB-SECURITY-110");
    }

    @Test
    void who_has_only_the_public_key_and_the_table_cannot_forge_a_value() {
        KeyPair active = ring.find(jdbc.sql("select version from vault_key_pair where state = 'active'")
                        .query(Integer.class)
                        .single())
                .orElseThrow();
        byte[] dataKey = Aes.newKey();
        byte[] bound = Parts.of(
                "dropship-hub vault", "secret", Integer.toString(Envelopes.FORMAT), NAME.owner(), NAME.field());
        jdbc.sql("update vault_secret set wrapped_key = ?, sealed = ? where owner = 'account:12'")
                .params(active.wrap(dataKey), Aes.seal(dataKey, Parts.utf8(VALUE), bound))
                .update();

        assertRefused("HUB-SECURITY-110");
    }

    @Test
    void the_refusal_is_in_the_audit_log_and_among_the_security_events() {
        jdbc.sql("update vault_secret set sealed = '' where owner = 'account:12'")
                .update();

        assertRefused("HUB-SECURITY-110");

        assertThat(jdbc.sql("select actor || ' ' || action || ' ' || target || ' ' || outcome from audit_log"
                                + " where target = 'secret:account:12/access-key' order by seq desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("hub:calls secret.open secret:account:12/access-key failed");
    }

    private void assertRefused(String code) {
        CodedProblem refused = catchThrowableOfType(CodedProblem.class, () -> vault.open(NAME, "hub:calls"));

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.detail())
                .containsAnyOf("account:12/access-key", "Key pair 1000")
                .doesNotContain(VALUE)
                .doesNotContainIgnoringCase("exception")
                .doesNotContainIgnoringCase("padding");
        assertThat(refused).hasNoCause();
        assertThat(vault.open(OTHER, "hub:calls")).contains("the other one");
    }
}
