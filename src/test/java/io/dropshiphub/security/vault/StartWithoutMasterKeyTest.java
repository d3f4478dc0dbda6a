package io.dropshiphub.security.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.dropshiphub.DropshipHub;
import io.dropshiphub.testing.TestDatabase;
import io.dropshiphub.testing.TestKeys;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The whole hub, started as in production with a master key that will not do: it says so in words and ends. */
@ExtendWith(OutputCaptureExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class StartWithoutMasterKeyTest {

    @Test
    void without_a_master_key_the_hub_does_not_start(CapturedOutput log) {
        try (TestDatabase database = TestDatabase.create()) {
            assertThatException().isThrownBy(() -> start(database, ""));

            assertThat(log)
                    .contains("APPLICATION FAILED TO START", "HUB-SECURITY-101", "openssl rand -base64 32")
                    .doesNotContain("\tat ");
            assertThat(database.jdbc()
                            .sql("select count(*) from vault_root")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void with_another_databases_master_key_the_hub_does_not_start(CapturedOutput log) {
        try (TestDatabase database = TestDatabase.create()) {
            database.jdbc()
                    .sql("insert into vault_root (master_check, sealed, changed_at) values (?, ?, now())")
                    .params(new byte[32], new byte[60])
                    .update();
            assertThatException().isThrownBy(() -> start(database, TestKeys.MASTER));

            assertThat(log)
                    .contains("APPLICATION FAILED TO START", "HUB-SECURITY-104", "ENCRYPTION_MASTER_KEY_PREVIOUS")
                    .doesNotContain("\tat ", TestKeys.MASTER);
        }
    }

    private static void start(TestDatabase database, String masterKey) {
        new SpringApplication(DropshipHub.class)
                .run(
                        "--server.port=0",
                        "--hub.database.url=" + database.url(),
                        "--hub.security.master-key=" + masterKey)
                .close();
    }
}
