package io.dropshiphub.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Wakes lanes when there is work: at once inside this process, by LISTEN/NOTIFY between processes. A lost signal costs
 * nothing but time, every lane polls as well.
 */
@Component
public class QueueSignals implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(QueueSignals.class);
    private static final String CHANNEL = "hub_queue";
    private static final int LISTEN_MILLIS = 500;

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();
    private volatile Thread listener;

    QueueSignals(DataSource dataSource, JdbcClient jdbc) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
    }

    /** Wakes the lane of one marketplace in every process; inside a transaction, when that commits. */
    public void wake(String platform) {
        jdbc.sql("select pg_notify('" + CHANNEL + "', :platform)")
                .param("platform", platform)
                .query((row, n) -> 0)
                .list();
    }

    /** Wakes every lane in every process; inside a transaction, when that commits. */
    void wakeAll() {
        jdbc.sql("select pg_notify('" + CHANNEL
                        + "', platform) from (select distinct platform from account_gate) as lanes")
                .query((row, n) -> 0)
                .list();
    }

    /** The signal a lane waits on; at most one permit is kept. */
    Semaphore lane(String platform) {
        return lanes.computeIfAbsent(platform, key -> new Semaphore(0));
    }

    private void wakeHere(String platform) {
        Semaphore lane = lane(platform);
        if (lane.availablePermits() == 0) {
            lane.release();
        }
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::listen, "hub-queue-listener");
        thread.setDaemon(true);
        listener = thread;
        thread.start();
    }

    private void listen() {
        while (Thread.currentThread() == listener) {
            try (Connection connection = dataSource.getConnection()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("listen " + CHANNEL);
                }
                PGConnection postgres = connection.unwrap(PGConnection.class);
                while (Thread.currentThread() == listener) {
                    PGNotification[] heard = postgres.getNotifications(LISTEN_MILLIS);
                    if (heard != null) {
                        for (PGNotification notification : heard) {
                            wakeHere(notification.getParameter());
                        }
                    }
                }
                try (Statement statement = connection.createStatement()) {
                    statement.execute("unlisten *");
                }
            } catch (SQLException e) {
                if (Thread.currentThread() == listener) {
                    LOG.warn("Lost the queue's signal line, lanes go on polling; trying again: {}", e.getMessage());
                    pauseBeforeReconnect();
                }
            }
        }
    }

    private void pauseBeforeReconnect() {
        try {
            new Semaphore(0).tryAcquire(LISTEN_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread thread = listener;
        listener = null;
        if (thread != null) {
            try {
                thread.join(LISTEN_MILLIS * 4L);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    /** Before the Camel routes start, after them when stopping. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 200;
    }
}
