package io.dropshiphub.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Group commit: many threads hand in small durable writes, one thread writes whatever has come together as one
 * transaction. While one group is on its way to disk the next one gathers, so the group size follows the load and an
 * idle hub waits for nobody. Thread-safe.
 *
 * @param <T> what is handed in
 * @param <R> what each write gives back
 */
public final class GroupWriter<T, R> implements AutoCloseable {

    private record Entry<T, R>(T item, CompletableFuture<R> done) {}

    private final int maxGroup;
    private final Function<List<T>, List<R>> write;
    private final BlockingQueue<Entry<T, R>> waiting;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param name of the thread
     * @param maxGroup most items in one transaction
     * @param write writes a group and answers one result per item, in order; when it throws, the items are written one by
     *     one, so that one bad item fails alone
     */
    public GroupWriter(String name, int maxGroup, Function<List<T>, List<R>> write) {
        this.maxGroup = maxGroup;
        this.write = write;
        this.waiting = new ArrayBlockingQueue<>(maxGroup * 4);
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /**
     * Hands in one item; blocks only while the writer is several groups behind.
     *
     * @return completes when the item is durable, or exceptionally when it could not be written
     */
    public CompletableFuture<R> submit(T item) {
        CompletableFuture<R> done = new CompletableFuture<>();
        try {
            Entry<T, R> entry = new Entry<>(item, done);
            boolean taken = false;
            while (!taken) {
                if (closed) {
                    throw new RejectedExecutionException(thread.getName() + " is closed");
                }
                taken = waiting.offer(entry, 100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.completeExceptionally(e);
        }
        return done;
    }

    /** Hands in one item and waits until it is durable; throws what the write threw. */
    public R write(T item) {
        try {
            return submit(item).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw e;
        }
    }

    private void run() {
        List<Entry<T, R>> group = new ArrayList<>(maxGroup);
        while (!closed || !waiting.isEmpty()) {
            try {
                Entry<T, R> first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.add(first);
                waiting.drainTo(group, maxGroup - 1);
                writeGroup(group);
            } catch (InterruptedException e) {
                return;
            } finally {
                group.clear();
            }
        }
    }

    private void writeGroup(List<Entry<T, R>> group) {
        try {
            List<R> results = write.apply(group.stream().map(Entry::item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).done().complete(results.get(i));
            }
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                group.get(0).done().completeExceptionally(e);
            } else {
                group.forEach(entry -> writeGroup(List.of(entry)));
            }
        }
    }

    /** Writes what was handed in so far, then stops. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
