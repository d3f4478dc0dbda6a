package io.dropshiphub.security.vault;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database as a hub sees it that dies: before a certain statement or commit its connections break, and no new one comes. */
final class DyingDatabase extends DelegatingDataSource {

    private static final Set<String> STEPS = Set.of("prepareStatement", "commit");

    private final AtomicInteger left;

    /** @param steps how many statements and commits go well */
    DyingDatabase(DataSource database, int steps) {
        super(database);
        left = new AtomicInteger(steps);
    }

    /** How many steps are left. */
    int left() {
        return left.get();
    }

    boolean isDead() {
        return left.get() < 0;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (isDead()) {
            throw new SQLException("dead");
        }
        Connection real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (isDead() || STEPS.contains(method.getName()) && left.decrementAndGet() < 0) {
                        return afterDeath(real, method.getName());
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** What was not committed is gone; nothing more comes through. */
    private static Object afterDeath(Connection real, String method) throws SQLException {
        if (!real.isClosed()) {
            real.rollback();
            real.close();
        }
        if (Set.of("close", "rollback", "setAutoCommit").contains(method)) {
            return null;
        }
        throw new SQLException("dead");
    }
}
