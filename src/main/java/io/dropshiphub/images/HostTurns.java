package io.dropshiphub.images;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a bounded number of tasks run, few of them for one source host, the hosts in turn: a slow server with a thousand
 * pictures does not keep the pictures of others waiting. Thread-safe.
 */
final class HostTurns {

    private final int most;
    private final int mostPerHost;
    private final Map<String, Integer> running = new HashMap<>();
    /** Hosts that wait, the one whose turn it is first. */
    private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();

    private int total;

    HostTurns(int most, int mostPerHost) {
        this.most = most;
        this.mostPerHost = mostPerHost;
    }

    /** Runs {@code task} now if there is room, else when it is its turn; every run must be followed by {@link #leave}. */
    void enter(String host, Runnable task) {
        synchronized (this) {
            waiting.computeIfAbsent(host, h -> new ArrayDeque<>()).add(task);
        }
        runReady();
    }

    /** Says that a task of {@code host} has ended. */
    void leave(String host) {
        synchronized (this) {
            total--;
            running.merge(host, -1, (before, change) -> before + change == 0 ? null : before + change);
        }
        runReady();
    }

    private void runReady() {
        // outside the lock: a task may end, and leave, before it returns
        takeReady().forEach(Runnable::run);
    }

    private synchronized List<Runnable> takeReady() {
        List<Runnable> ready = new ArrayList<>();
        for (boolean found = true; found && total < most; ) {
            found = false;
            Iterator<Map.Entry<String, Deque<Runnable>>> hosts =
                    waiting.entrySet().iterator();
            while (hosts.hasNext() && !found) {
                Map.Entry<String, Deque<Runnable>> next = hosts.next();
                if (running.getOrDefault(next.getKey(), 0) < mostPerHost) {
                    found = true;
                    hosts.remove();
                    ready.add(take(next.getKey(), next.getValue()));
                }
            }
        }
        return ready;
    }

    private Runnable take(String host, Deque<Runnable> tasks) {
        Runnable task = tasks.remove();
        total++;
        running.merge(host, 1, Integer::sum);
        if (!tasks.isEmpty()) {
            // to the end of the line
            waiting.put(host, tasks);
        }
        return task;
    }
}
