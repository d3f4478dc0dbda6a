package io.dropshiphub.security.vault;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Held by the one hub that works on the vault's keys, until its transaction ends. */
@Component
class VaultLock {

    private static final String KEY = "hashtext('dropship-hub.vault')";

    private final JdbcClient jdbc;

    VaultLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for it. */
    void take() {
        jdbc.sql("select pg_advisory_xact_lock(" + KEY + ")").query().singleRow();
    }

    /** Whether it was free. */
    boolean tryTake() {
        return jdbc.sql("select pg_try_advisory_xact_lock(" + KEY + ")")
                .query(Boolean.class)
                .single();
    }
}
