package io.dropshiphub.queue;

import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.SellerSku;
import io.dropshiphub.testing.SettableClock;
import io.dropshiphub.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue on a real database, with a clock that the test moves. */
final class QueueBed implements AutoCloseable {

    static final QueueProperties SETTINGS = new QueueProperties(
            4,
            50,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMillis(250),
            Map.of(
                    "urgent", Duration.ofHours(24),
                    "high", Duration.ofHours(1),
                    "normal", Duration.ZERO,
                    "low", Duration.ofHours(-1)),
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2)),
            0.0,
            List.of(Duration.ofSeconds(3), Duration.ofSeconds(10)),
            3,
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(2)),
            5,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));

    static final LearningProperties LEARNING =
            new LearningProperties(0.1, 50, 0.7, Duration.ofMinutes(2), 0.1, Duration.ofMinutes(5));

    final TestDatabase database = TestDatabase.create();
    final JdbcClient jdbc = database.jdbc();
    final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T03:00:00Z"));
    final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
    final QueueSignals signals = new QueueSignals(database.dataSource(), jdbc);
    final AdaptiveRate adaptive = new AdaptiveRate(LEARNING);
    final AccountGates gates = new AccountGates(jdbc, clock, signals, adaptive);
    final AccountPaces paces = new AccountPaces(jdbc, adaptive, clock);
    final LearnedLimits learned;
    final CallPermits permits;
    final DeadLetters deadLetters;
    final JobQueue queue;
    final JobClaims claims;
    final QueueCalls calls;
    final OutcomeRules rules;
    final JobSettlement settlement;
    final QueueSweeper sweeper;
    final UUID batch = UUID.randomUUID();

    QueueBed() {
        this(settings -> settings);
    }

    QueueBed(UnaryOperator<QueueProperties> change) {
        QueueProperties settings = change.apply(SETTINGS);
        JdbcTemplate template = new JdbcTemplate(database.dataSource());
        deadLetters = new DeadLetters(template, jdbc, clock);
        queue = new JobQueue(template, jdbc, signals, settings, clock);
        JobSubjects subjects = ids -> ids.stream()
                .collect(Collectors.toMap(
                        id -> id, id -> new JobSubjects.Subject(product("SKU-" + id), null, List.of())));
        claims = new JobClaims(template, transaction, subjects, gates, paces, adaptive, settings, clock);
        permits = new CallPermits(template, transaction, paces, clock);
        calls = new QueueCalls(template, settings, permits, clock);
        learned = new LearnedLimits(jdbc, gates, paces, adaptive, settings, clock);
        rules = new OutcomeRules(settings, clock);
        settlement = new JobSettlement(template, rules, gates, permits, learned, deadLetters, settings, clock);
        sweeper = new QueueSweeper(jdbc, gates, signals, settings, clock);
        jdbc.sql("""
                        insert into registration_batch (id, user_id, name, source, dedupe_key, status, platforms, priority,
                            max_attempts, fit_images)
                        values (:id, 1, 'test', 'rest', 'test', 'processing', '{coupang}', 'normal', 3, false)""").param("id", batch).update();
    }

    static Product product(String sku) {
        return new Product(
                new SellerSku(sku),
                "상품 " + sku,
                "123",
                10_000,
                null,
                5,
                "",
                List.of(new ImageRef("https://example.com/a.jpg")),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                false,
                false,
                List.of(),
                Map.of());
    }

    /** An account with a gate; 0 in a limit means none. */
    long account(String platform, double rate, int burst, int daily, int inFlight) {
        return account(platform, new GateLimits(rate, burst, false, daily, inFlight, 0, 0, false));
    }

    long account(String platform, GateLimits limits) {
        long id = jdbc.sql("""
                        insert into market_account (user_id, platform, name, credentials_source)
                        values (1, :platform, :name, 'config:test') returning id""")
                .param("platform", platform)
                .param("name", UUID.randomUUID().toString())
                .query(Long.class)
                .single();
        gates.ensure(id, platform, limits);
        return id;
    }

    /** Puts {@code n} creations in line. */
    List<Long> enqueue(long account, int n, String priority) {
        return enqueue(account, n, priority, JobKind.REGISTER, null);
    }

    List<Long> enqueue(long account, int n, String priority, JobKind kind, Instant due) {
        return enqueue(batch, account, n, priority, kind, due);
    }

    List<Long> enqueue(UUID ofBatch, long account, int n, String priority, JobKind kind, Instant due) {
        return transaction.execute(status -> {
            List<Long> ids = new ArrayList<>();
            List<NewJob> jobs = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                long product =
                        jdbc.sql("""
                                insert into product_registration (batch_id, line, last_line, seller_sku, product)
                                select :batch, coalesce(max(line), 0) + 1, coalesce(max(line), 0) + 1, 'x', '{}'
                                from product_registration returning id""").param("batch", ofBatch).query(Long.class).single();
                long registration = jdbc.sql("""
                                insert into platform_registration (product_registration_id, account_id, batch_id,
                                    content_hash, state, seller_sku)
                                values (:product, :account, :batch, 0, 'waiting', :sku) returning id""")
                        .param("product", product)
                        .param("account", account)
                        .param("batch", ofBatch)
                        .param("sku", UUID.randomUUID().toString().substring(0, 30))
                        .query(Long.class)
                        .single();
                ids.add(registration);
                jobs.add(new NewJob(registration, account, ofBatch, kind, priority, due, 3, false));
            }
            queue.enqueue(jobs, Set.of());
            return ids;
        });
    }

    List<ListingJob> claim(String platform, int most) {
        return claims.claim(platform, most, account -> 0).jobs();
    }

    ListingJob claimOne(String platform) {
        List<ListingJob> jobs = claim(platform, 1);
        if (jobs.size() != 1) {
            throw new AssertionError("expected one job to claim, got " + jobs.size());
        }
        return jobs.get(0);
    }

    JobStep settle(ListingJob job, Outcome outcome) {
        return transaction.execute(status -> settlement
                .settle(List.of(new JobSettlement.Settle(job, outcome, false)))
                .get(0));
    }

    void sweep() {
        transaction.executeWithoutResult(status -> sweeper.sweep());
    }

    /** Kind and state of the registration's job, {@code gone} when it left the queue. */
    String jobOf(long registration) {
        return jdbc.sql("select kind || ' ' || state from registration_queue where registration_id = :id")
                .param("id", registration)
                .query(String.class)
                .optional()
                .orElse("gone");
    }

    @Override
    public void close() {
        calls.close();
        database.close();
    }
}
