package io.dropshiphub.admin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://hub:secret@db:5433/shop, jdbc:postgresql://db:5433/shop, hub, secret",
        "postgres://hub:secret@db/shop, jdbc:postgresql://db/shop, hub, secret",
        "postgresql://db/shop, jdbc:postgresql://db/shop,,",
        "postgresql://hub@db/shop, jdbc:postgresql://db/shop, hub,",
        "postgresql://hub:p%40ss%2Fw%3Ard@db/shop, jdbc:postgresql://db/shop, hub, p@ss/w:rd",
        "postgresql://hub:a+b@db/shop, jdbc:postgresql://db/shop, hub, a+b",
        "postgresql://hub:p@ss@db/shop, jdbc:postgresql://db/shop, hub, p@ss",
        "postgresql://hub:secret@[::1]:5432/shop, jdbc:postgresql://[::1]:5432/shop, hub, secret",
        "postgresql://hub:s@db/shop?sslmode=require&connect_timeout=3,"
                + " jdbc:postgresql://db/shop?sslmode=require&connectTimeout=3, hub, s",
        "jdbc:postgresql://db:5433/shop, jdbc:postgresql://db:5433/shop,,",
        "jdbc:postgresql://db/shop?user=hub&password=p%40ss&ssl=true, jdbc:postgresql://db/shop?ssl=true, hub, p@ss",
        "jdbc:postgresql://hub:secret@db/shop, jdbc:postgresql://db/shop, hub, secret",
    })
    void reads_both_forms(String text, String jdbcUrl, String user, String password) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password()).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://hub:secret@db/shop",
                "hub:secret@db/shop",
                "postgresql://hub:secret@/shop",
                "postgresql://hub:secret@db",
                "postgresql://hub:secret%zz@db/shop",
            })
    void refuses_other_addresses_without_repeating_the_password(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContaining("HUB-DB-002")
                .hasMessageNotContaining("secret");
    }

    @Test
    void never_prints_the_password() {
        assertThat(DatabaseUrl.parse("postgresql://hub:secret@db/shop?password=secret"))
                .hasToString("jdbc:postgresql://db/shop as hub");
    }
}
