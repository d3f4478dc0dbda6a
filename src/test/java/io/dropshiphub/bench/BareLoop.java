package io.dropshiphub.bench;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the hub's engine is compared with: the least code that makes the same calls and the same durable, grouped row writes
 * (claim, "being called" before the call, outcome after it), in tables of the same shape on the same PostgreSQL, with 16
 * threads per marketplace. No Camel, no mapping, no retries, no pace, no fencing.
 */
final class BareLoop implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int CLAIM = 100;

    private record Job(long id, long registration, CapturedCalls.Call call) {}

    private final List<CapturedCalls.Call> calls;
    private final HubUnderLoad hub;
    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final List<Long> accounts = new ArrayList<>();
    private final CloseableHttpClient http = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(64 * 3)
                    .setMaxConnPerRoute(64 * 3)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();

    BareLoop(List<CapturedCalls.Call> calls, HubUnderLoad hub) throws IOException {
        this.calls = calls;
        this.hub = hub;
        hub.jdbc().execute("create database bare");
        database = hub.database("bare");
        jdbc = new JdbcTemplate(database);
        Flyway.configure().dataSource(database).load().migrate();
        for (CapturedCalls.Call call : calls) {
            accounts.add(jdbc.queryForObject(
                    "insert into market_account (user_id, platform, name, credentials_source) values (1, ?, 'x', 'x')"
                            + " returning id",
                    Long.class,
                    call.platform()));
        }
    }

    /** The calls alone, nothing written: what the marketplaces and the HTTP client allow. Gives calls a second. */
    double callsOnly(String prefix, int products) throws Exception {
        long start = System.nanoTime();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (CapturedCalls.Call call : calls) {
            for (int t = 0; t < THREADS; t++) {
                int first = t;
                threads.add(thread(() -> {
                    for (int i = first; i < products; i += THREADS) {
                        send(call, prefix + "-" + i);
                    }
                }));
            }
        }
        CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).get();
        return products * calls.size() * 1e9 / (System.nanoTime() - start);
    }

    /** Puts the jobs in line, then works through them. The time ends with the last outcome. */
    Stopwatch.Lap registrations(String prefix, int products) throws Exception {
        UUID batch = UUID.randomUUID();
        insertJobs(batch, prefix, products);
        jdbc.execute("checkpoint");
        Stopwatch watch = new Stopwatch(hub, ProcessHandle.current().pid());
        try (GroupCommit<Job> marks = new GroupCommit<>(database.getConnection(), this::mark);
                GroupCommit<Job> outcomes = new GroupCommit<>(database.getConnection(), this::record)) {
            List<CompletableFuture<Void>> threads = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                CapturedCalls.Call call = calls.get(i);
                long account = accounts.get(i);
                BlockingQueue<Job> claimed = new ArrayBlockingQueue<>(2 * CLAIM);
                CompletableFuture<Void> claimer = thread(() -> claimAll(account, call, claimed));
                threads.add(claimer);
                for (int t = 0; t < THREADS; t++) {
                    threads.add(thread(() -> work(claimed, claimer, prefix, marks, outcomes)));
                }
            }
            CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).get();
        }
        int registrations = products * calls.size();
        return watch.stop(registrations, () -> HubUnderLoad.lastOutcome(jdbc, "'" + batch + "'", registrations));
    }

    private void insertJobs(UUID batch, String prefix, int products) {
        jdbc.update(
                "insert into registration_batch (id, user_id, name, source, dedupe_key, status, platforms, priority,"
                        + " max_attempts, fit_images) values (?, 1, 'bare', 'rest', ?, 'processing', '{}', 'normal', 8, false)",
                batch,
                prefix);
        jdbc.update(
                "insert into product_registration (batch_id, line, last_line, seller_sku, product)"
                        + " select ?, n, n, ? || '-' || n, '{}' from generate_series(0, ? - 1) n",
                batch,
                prefix,
                products);
        for (long account : accounts) {
            jdbc.update(
                    "insert into platform_registration (product_registration_id, account_id, batch_id, content_hash, state,"
                            + " seller_sku) select id, ?, batch_id, 0, 'waiting', seller_sku"
                            + " from product_registration where batch_id = ?",
                    account,
                    batch);
            jdbc.update(
                    "insert into registration_queue (registration_id, account_id, batch_id, rank, due_at, max_attempts, kind,"
                            + " state) select id, account_id, batch_id, now(), now(), 8, 'REGISTER', 'ready'"
                            + " from platform_registration where batch_id = ? and account_id = ?",
                    batch,
                    account);
        }
    }

    private void claimAll(long account, CapturedCalls.Call call, BlockingQueue<Job> claimed) throws Exception {
        try (Connection connection = database.getConnection()) {
            try (var settings = connection.createStatement()) {
                settings.execute("set enable_seqscan = off; set enable_sort = off; set enable_bitmapscan = off");
            }
            int got;
            do {
                got = 0;
                try (PreparedStatement claim = connection.prepareStatement("""
                        update registration_queue q
                        set state = 'claimed', claim_token = nextval('claim_token'), lease_until = now() + interval '1 minute'
                        from (select id from registration_queue where account_id = ? and state = 'ready'
                            order by rank, id limit ? for update skip locked) picked
                        where q.id = picked.id returning q.id, q.registration_id""")) {
                    claim.setLong(1, account);
                    claim.setInt(2, CLAIM);
                    try (ResultSet rows = claim.executeQuery()) {
                        while (rows.next()) {
                            claimed.put(new Job(rows.getLong(1), rows.getLong(2), call));
                            got++;
                        }
                    }
                }
            } while (got > 0);
        }
    }

    private void work(
            BlockingQueue<Job> claimed,
            CompletableFuture<Void> claimer,
            String prefix,
            GroupCommit<Job> marks,
            GroupCommit<Job> outcomes)
            throws Exception {
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        while (true) {
            boolean noMore = claimer.isDone();
            Job job = claimed.poll(noMore ? 0 : 10, TimeUnit.MILLISECONDS);
            if (job != null) {
                marks.submit(job).get();
                send(job.call(), prefix + "-" + job.id());
                last = outcomes.submit(job);
            } else if (noMore) {
                last.get();
                return;
            }
        }
    }

    private void send(CapturedCalls.Call call, String sku) throws IOException {
        http.execute(call.request(sku), answer -> {
            byte[] body = EntityUtils.toByteArray(answer.getEntity());
            String text = new String(body, java.nio.charset.StandardCharsets.ISO_8859_1);
            if (answer.getCode() != 200 || !text.contains(call.success())) {
                throw new IOException(call.platform() + " refused: " + answer.getCode() + " "
                        + new String(body, java.nio.charset.StandardCharsets.UTF_8));
            }
            return null;
        });
    }

    private void mark(Connection connection, List<Job> jobs) throws SQLException {
        execute(
                connection,
                "update registration_queue set state = 'calling' where id = any (?)",
                ids(connection, jobs));
    }

    /** Coupang's listings stay in line for the question about their approval, as in the hub; the others are done. */
    private void record(Connection connection, List<Job> jobs) throws SQLException {
        List<Job> inspected = jobs.stream()
                .filter(job -> job.call().platform().equals("coupang"))
                .toList();
        List<Job> done = jobs.stream().filter(job -> !inspected.contains(job)).toList();
        if (!done.isEmpty()) {
            execute(connection, "delete from registration_queue where id = any (?)", ids(connection, done));
        }
        if (!inspected.isEmpty()) {
            execute(
                    connection,
                    "update registration_queue set kind = 'APPROVAL', state = 'scheduled', due_at = now() + interval '1 day',"
                            + " rank = now() + interval '1 day', claim_token = null, lease_until = null where id = any (?)",
                    ids(connection, inspected));
        }
        Array registrations = connection.createArrayOf(
                "bigint", jobs.stream().map(Job::registration).toArray());
        execute(
                connection,
                "insert into attempt (registration_id, account_id, attempt, kind, outcome)"
                        + " select r, 1, 1, 'REGISTER', 'REGISTERED' from unnest(?::bigint[]) r",
                registrations);
        execute(
                connection,
                "update platform_registration set state = 'registered', listing_id = '1234567890', approval = 'APPROVED',"
                        + " attempts = 1, updated_at = now() where id = any (?)",
                registrations);
    }

    private static Array ids(Connection connection, List<Job> jobs) throws SQLException {
        return connection.createArrayOf("bigint", jobs.stream().map(Job::id).toArray());
    }

    private static void execute(Connection connection, String sql, Array array) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, array);
            statement.executeUpdate();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> thread(Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                })
                .start();
        return done;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
