package io.dropshiphub.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The bare loop's grouped writes: one thread, one connection, at most 50 rows a transaction, and never waiting for more than
 * what has come together while the last group was on its way to disk.
 */
final class GroupCommit<T> implements AutoCloseable {

    interface Write<T> {
        void rows(Connection connection, List<T> group) throws SQLException;
    }

    private record Entry<T>(T row, CompletableFuture<Void> done) {}

    private static final int MOST = 50;

    private final BlockingQueue<Entry<T>> waiting = new LinkedBlockingQueue<>(1000);
    private final Connection connection;
    private final Write<T> write;
    private final Thread thread = new Thread(this::run);

    GroupCommit(Connection connection, Write<T> write) throws SQLException {
        this.connection = connection;
        this.write = write;
        connection.setAutoCommit(false);
        thread.start();
    }

    CompletableFuture<Void> submit(T row) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        waiting.put(new Entry<>(row, done));
        return done;
    }

    private void run() {
        List<Entry<T>> group = new ArrayList<>();
        try {
            while (true) {
                group.add(waiting.take());
                waiting.drainTo(group, MOST - 1);
                write.rows(connection, group.stream().map(Entry::row).toList());
                connection.commit();
                group.forEach(entry -> entry.done().complete(null));
                group.clear();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            group.forEach(entry -> entry.done().completeExceptionally(e));
        }
    }

    @Override
    public void close() throws SQLException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
