package io.dropshiphub.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dropshiphub.accounts.CategoryMappings;
import io.dropshiphub.accounts.PlatformCategory;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.product.Scope;
import io.dropshiphub.product.SellerSku;
import io.dropshiphub.queue.Claims;
import io.dropshiphub.queue.DeadLetter;
import io.dropshiphub.queue.DeadLetters;
import io.dropshiphub.queue.JobQueue;
import io.dropshiphub.queue.JobStep;
import io.dropshiphub.queue.QueueCalls;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            // no lanes: the test plays the marketplaces
            "hub.routes.include=_shared/*.camel.yaml"
        })
class RegistrationLedgerTest {

    @Autowired
    private ApplicationContext hub;

    @Autowired
    private RegistrationBatches batches;

    @Autowired
    private RegistrationOutcomes outcomes;

    @Autowired
    private BatchProgress progress;

    @Autowired
    private BatchResults results;

    @Autowired
    private BatchFinisher finisher;

    @Autowired
    private Replays replays;

    @Autowired
    private DeadLetters deadLetters;

    @Autowired
    private CategoryMappings categories;

    @Autowired
    private QueueCalls calls;

    @Autowired
    private JdbcClient jdbc;

    private final List<UUID> opened = new ArrayList<>();

    @BeforeEach
    void no_quota() {
        jdbc.sql(
                        "update account_gate set rate_per_second = 0, daily_creations = 0, paused_why = null, closed_until = null")
                .update();
    }

    @AfterEach
    void every_batch_adds_up_and_nothing_is_left_for_the_next_test() {
        for (UUID batch : opened) {
            assertThat(progress.status(batch).addsUp())
                    .as(progress.status(batch).toString())
                    .isTrue();
        }
        jdbc.sql("truncate registration_queue, dead_letter, held_batch, attempt, platform_registration,"
                        + " product_registration, registration_batch cascade")
                .update();
    }

    @Test
    void a_row_becomes_one_registration_per_marketplace_and_one_job_each() {
        UUID batch = accept("a", List.of("coupang", "naver", "11st"), product("A-1", 10_000));

        BatchStatus status = progress.status(batch);
        assertThat(status.rows().waiting()).isEqualTo(1);
        assertThat(status.registrations().waiting()).isEqualTo(3);
        assertThat(Claims.all(hub, "naver")).singleElement().satisfies(job -> {
            assertThat(job.kind()).isEqualTo(JobKind.REGISTER);
            assertThat(job.product().name()).isEqualTo("상품 A-1");
        });
    }

    @Test
    void the_same_lines_accepted_again_after_a_restart_are_passed_over() {
        UUID batch = accept("a", List.of("naver"), product("A-1", 10_000), product("A-2", 10_000));
        batches.accept(batch, 2, List.of(row(1, product("A-1", 10_000)), row(2, product("A-2", 10_000))));
        OpenBatch again = open("a", List.of("naver"));

        assertThat(again.id()).isEqualTo(batch);
        assertThat(again.readUpToLine()).isEqualTo(2);
        assertThat(again.alreadyRead()).isFalse();
        assertThat(progress.status(batch).rows().total()).isEqualTo(2);
    }

    @Test
    void a_fully_read_input_is_not_read_twice() {
        UUID batch = accept("a", List.of("naver"), product("A-1", 10_000));
        batches.close(batch);

        assertThat(open("a", List.of("naver")).alreadyRead()).isTrue();
    }

    @Test
    void unchanged_content_is_registered_without_a_call_and_changed_content_becomes_an_update() throws Exception {
        accept("a", List.of("naver"), product("A-1", 10_000));
        answer("naver", Outcome.registered("77", null));

        UUID same = accept("b", List.of("naver"), product("A-1", 10_000));
        assertThat(Claims.all(hub, "naver")).isEmpty();
        assertThat(only(same).status()).isEqualTo("registered");
        assertThat(only(same).listingIds()).containsValue("77");

        UUID changed = accept("c", List.of("naver"), product("A-1", 12_000));
        ListingJob update = claimOne("naver");
        assertThat(update.kind()).isEqualTo(JobKind.UPDATE);
        assertThat(update.listingId()).isEqualTo("77");
        record(update, Outcome.registered("77", null));
        assertThat(only(changed).listingIds()).containsValue("77");
    }

    @Test
    void a_newer_row_takes_the_place_of_one_that_was_not_sent() {
        UUID first = accept("a", List.of("naver"), product("A-1", 10_000));
        accept("b", List.of("naver"), product("A-1", 12_000));

        assertThat(only(first).status()).isEqualTo("cancelled");
        assertThat(only(first).code()).isEqualTo("HUB-REG-011");
        assertThat(claimOne("naver").product().price()).isEqualTo(12_000);
        assertThat(Claims.all(hub, "naver")).isEmpty();
    }

    @Test
    void a_newer_row_waits_behind_a_call_and_follows_it_as_an_update() throws Exception {
        accept("a", List.of("naver"), product("A-1", 10_000));
        ListingJob creation = claimOne("naver");
        calls.begin(creation);
        accept("b", List.of("naver"), product("A-1", 12_000));
        assertThat(Claims.all(hub, "naver")).isEmpty();

        record(creation, Outcome.registered("77", null));

        ListingJob update = claimOne("naver");
        assertThat(update.kind()).isEqualTo(JobKind.UPDATE);
        assertThat(update.listingId()).isEqualTo("77");
        assertThat(update.product().price()).isEqualTo(12_000);
    }

    @Test
    void the_same_content_behind_a_call_is_registered_with_it_and_not_sent() throws Exception {
        accept("a", List.of("naver"), product("A-1", 10_000));
        ListingJob creation = claimOne("naver");
        UUID second = accept("b", List.of("naver"), product("A-1", 10_000));

        record(creation, Outcome.registered("77", null));

        assertThat(Claims.all(hub, "naver")).isEmpty();
        assertThat(only(second).status()).isEqualTo("registered");
    }

    @Test
    void of_several_rows_behind_one_call_only_the_newest_is_sent() throws Exception {
        accept("a", List.of("naver"), product("A-1", 10_000));
        ListingJob creation = claimOne("naver");
        UUID second = accept("b", List.of("naver"), product("A-1", 12_000));
        accept("c", List.of("naver"), product("A-1", 13_000));
        assertThat(Claims.all(hub, "naver")).as("nothing overtakes the call").isEmpty();

        record(creation, Outcome.rejected("X", "no", null));

        assertThat(only(second).status()).isEqualTo("cancelled");
        assertThat(claimOne("naver")).satisfies(job -> {
            assertThat(job.kind()).isEqualTo(JobKind.REGISTER);
            assertThat(job.product().price()).isEqualTo(13_000);
        });
    }

    @Test
    void a_row_behind_a_call_whose_batch_is_cancelled_is_never_sent() throws Exception {
        accept("a", List.of("naver"), product("A-1", 10_000));
        ListingJob creation = claimOne("naver");
        UUID second = accept("b", List.of("naver"), product("A-1", 12_000));
        batches.cancel(second);
        accept("c", List.of("naver"), product("A-1", 13_000));
        assertThat(Claims.all(hub, "naver")).as("the call is still under way").isEmpty();

        record(creation, Outcome.registered("77", null));

        assertThat(claimOne("naver").product().price()).isEqualTo(13_000);
    }

    @Test
    void a_category_without_counterpart_is_named_and_sent_after_it_was_mapped() {
        Product product = product("A-1", 10_000, "가구/의자-" + UUID.randomUUID());
        UUID batch = accept("a", List.of("naver", "11st"), product);
        batches.close(batch);

        assertThat(only(batch).code()).isEqualTo("HUB-REG-003");
        assertThat(only(batch).message())
                .contains(product.categoryId())
                .contains("naver")
                .contains("11st");
        assertThat(Claims.all(hub, "naver")).isEmpty();

        categories.upsert(
                product.categoryId(), "naver", new PlatformCategory("50000803", JsonNodeFactory.instance.objectNode()));
        assertThat(replays.retry(batch, "test").replayed()).isEqualTo(1);
        assertThat(claimOne("naver").kind()).isEqualTo(JobKind.REGISTER);
        assertThat(replays.retry(batch, "test").replayed())
                .as("nothing left to retry")
                .isZero();
    }

    @Test
    void cancelling_takes_back_what_was_not_sent_and_lets_the_call_under_way_finish() throws Exception {
        UUID batch = accept("a", List.of("naver"), product("A-1", 10_000), product("A-2", 10_000));
        List<ListingJob> jobs = Claims.all(hub, "naver");
        record(jobs.get(0), Outcome.of(OutcomeClass.NOT_SENT, "HUB-CALL-001", "refused"));
        batches.cancel(batch);

        assertThat(progress.status(batch).registrations().cancelled()).isEqualTo(1);
        record(jobs.get(1), Outcome.registered("78", null));
        assertThat(progress.status(batch).registrations().registered()).isEqualTo(1);
        assertThatThrownBy(() -> batches.pause(batch)).isInstanceOf(RegistrationProblem.class);
        assertThatThrownBy(() -> batches.accept(batch, 9, List.of(row(9, product("A-9", 10_000)))))
                .hasMessageContaining("cancelled");
    }

    @Test
    void a_call_that_comes_back_to_a_cancelled_batch_is_not_tried_again() throws Exception {
        UUID batch = accept("a", List.of("naver"), product("A-1", 10_000));
        ListingJob job = claimOne("naver");
        batches.cancel(batch);
        record(job, Outcome.of(OutcomeClass.NOT_SENT, "HUB-CALL-001", "refused"));

        assertThat(only(batch).status()).isEqualTo("cancelled");
    }

    @Test
    void a_paused_batch_holds_also_what_comes_back_from_a_call() throws Exception {
        UUID batch = accept("a", List.of("naver"), product("A-1", 10_000));
        ListingJob job = claimOne("naver");
        batches.pause(batch);
        record(job, Outcome.quota("429", "too many", Duration.ZERO));
        jdbc.sql("update account_gate set closed_until = null").update();
        assertThat(Claims.all(hub, "naver")).isEmpty();

        batches.resume(batch);
        assertThat(Claims.all(hub, "naver")).hasSize(1);
    }

    @Test
    void a_dead_letter_is_replayed_once_however_often_it_is_asked_for() throws Exception {
        UUID batch = dieOf("A-1");
        finisher.finish();
        DeadLetter dead = openDeadLetters().get(0);

        assertThat(replays.replay(List.of(dead.id()), "test").replayed()).isEqualTo(1);
        assertThat(replays.replay(List.of(dead.id()), "test").replayed()).isZero();
        assertThat(replays.replay(new DeadLetters.Filter(Scope.ALL, null, batch, null, null, null), "test")
                        .replayed())
                .isZero();
        assertThat(Claims.all(hub, "naver")).hasSize(1);
        assertThat(progress.status(batch).status()).isEqualTo("processing");
    }

    @Test
    void a_dead_letter_can_be_replayed_with_a_changed_product_of_the_same_sku() throws Exception {
        dieOf("A-1");
        long id = openDeadLetters().get(0).id();

        assertThatThrownBy(() -> replays.edit(id, product("A-2", 10_000), "test"))
                .hasMessageContaining("SKU");
        replays.edit(id, product("A-1", 15_000), "test");

        assertThat(claimOne("naver").product().price()).isEqualTo(15_000);
    }

    @Test
    void discarding_needs_a_reason_and_closes_for_good() throws Exception {
        dieOf("A-1");
        long id = openDeadLetters().get(0).id();

        assertThatThrownBy(() -> replays.discard(id, " ", null)).hasMessageContaining("reason");
        assertThat(replays.discard(id, "no longer sold", null)).isEqualTo(1);
        assertThat(replays.discard(id, "again", null)).isZero();
        assertThat(replays.replay(List.of(id), "test").replayed()).isZero();
    }

    @Test
    void a_creation_in_doubt_that_waits_for_a_person_blocks_a_second_one_and_its_replay_looks_first() throws Exception {
        UUID batch = accept("a", List.of("naver"), product("A-1", 10_000));
        jdbc.sql("update registration_queue set max_attempts = 1").update();
        ListingJob creation = claimOne("naver");
        record(creation, Outcome.of(OutcomeClass.UNKNOWN, "HUB-CALL-003", "no answer"));
        jdbc.sql("update registration_queue set state = 'ready'").update();
        for (int look = 1; look <= 3; look++) {
            jdbc.sql("update registration_queue set state = 'ready'").update();
            record(claimOne("naver"), Outcome.of(OutcomeClass.NOT_SEEN, "HUB-CALL-006", "not seen"));
        }
        assertThat(only(batch).status()).isEqualTo("dead");

        UUID second = accept("b", List.of("naver"), product("A-1", 12_000));
        assertThat(only(second).code()).isEqualTo("HUB-REG-012");

        replays.replay(List.of(openDeadLetters().get(0).id()), "test");
        assertThat(claimOne("naver").kind()).isEqualTo(JobKind.LOOK_UP);
    }

    @Test
    void a_proven_absence_leaves_no_doubt_when_the_tries_are_used_up() throws Exception {
        accept("a", List.of("naver"), product("A-1", 10_000));
        jdbc.sql("update registration_queue set max_attempts = 1").update();
        record(claimOne("naver"), Outcome.of(OutcomeClass.UNKNOWN, "HUB-CALL-003", "no answer"));
        jdbc.sql("update registration_queue set state = 'ready'").update();
        record(claimOne("naver"), Outcome.of(OutcomeClass.ABSENT, "HUB-CALL-005", "not there"));

        accept("b", List.of("naver"), product("A-1", 12_000));
        assertThat(claimOne("naver").kind()).isEqualTo(JobKind.REGISTER);
    }

    @Test
    void a_listing_that_a_person_found_settles_the_doubt() throws Exception {
        UUID batch = dieOf("A-1");
        replays.discard(openDeadLetters().get(0).id(), "found it in the seller centre", "4711");

        assertThat(only(batch).status()).isEqualTo("registered");
        accept("b", List.of("naver"), product("A-1", 12_000));
        assertThat(claimOne("naver")).satisfies(job -> {
            assertThat(job.kind()).isEqualTo(JobKind.UPDATE);
            assertThat(job.listingId()).isEqualTo("4711");
        });
    }

    @Test
    void a_retry_of_an_old_batch_leaves_newer_content_alone() throws Exception {
        UUID old = accept("a", List.of("naver"), product("A-1", 10_000));
        answer("naver", Outcome.rejected("BAD_REQUEST", "no", "name"));
        accept("b", List.of("naver"), product("A-1", 15_000));
        answer("naver", Outcome.registered("77", null));

        assertThat(replays.retry(old, "test").replayed()).isZero();
        assertThat(Claims.all(hub, "naver")).isEmpty();
    }

    @Test
    void an_account_keeps_the_skus_it_has_and_new_ones_are_spread() throws Exception {
        List<Product> products = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            products.add(product("S-" + i, 10_000));
        }
        accept("a", List.of("coupang"), products.toArray(Product[]::new));
        Map<String, Long> holders = new java.util.HashMap<>();
        for (ListingJob job : Claims.all(hub, "coupang")) {
            holders.put(job.product().sku().value(), job.accountId());
            record(job, Outcome.registered("L-" + job.id(), null));
        }
        assertThat(holders.values().stream().distinct()).hasSize(2);

        // other line numbers: only the SKU may decide
        java.util.Collections.rotate(products, 1);
        accept(
                "b",
                List.of("coupang"),
                products.stream()
                        .map(product -> product(product.sku().value(), 11_000))
                        .toArray(Product[]::new));

        assertThat(Claims.all(hub, "coupang")).hasSize(20).allSatisfy(job -> {
            assertThat(job.kind()).isEqualTo(JobKind.UPDATE);
            assertThat(job.accountId())
                    .isEqualTo(holders.get(job.product().sku().value()));
        });
    }

    @Test
    void refused_rows_are_counted_and_reported_beside_the_good_ones() {
        UUID batch = open("a", List.of("naver")).id();
        batches.accept(
                batch,
                3,
                List.of(
                        row(1, product("A-1", 10_000)),
                        new BatchRow(
                                2,
                                3,
                                null,
                                null,
                                List.of(new RowProblem(2, "price", "HUB-INTAKE-021", "the price is missing")))));
        batches.close(batch);

        assertThat(progress.status(batch).rows()).satisfies(rows -> {
            assertThat(rows.total()).isEqualTo(2);
            assertThat(rows.rejected()).isEqualTo(1);
            assertThat(rows.waiting()).isEqualTo(1);
        });
        Iterator<RowOutcome> rows = results.rows(batch);
        assertThat(rows.next().line()).isEqualTo(1);
        assertThat(rows.next()).satisfies(refused -> {
            assertThat(refused.line()).isEqualTo(2);
            assertThat(refused.lastLine()).isEqualTo(3);
            assertThat(refused.code()).isEqualTo("HUB-INTAKE-021");
            assertThat(refused.message()).isEqualTo("price: the price is missing");
        });
        assertThat(rows.hasNext()).isFalse();
    }

    @Test
    void a_batch_is_complete_when_its_last_registration_has_ended() throws Exception {
        UUID batch = accept("a", List.of("naver"), product("A-1", 10_000));
        finisher.finish();
        assertThat(progress.status(batch).status()).isEqualTo("reading");
        batches.close(batch);
        finisher.finish();
        assertThat(progress.status(batch).status()).isEqualTo("processing");
        answer("naver", Outcome.registered("77", null));
        finisher.finish();

        BatchStatus status = progress.status(batch);
        assertThat(status.status()).isEqualTo("completed");
        assertThat(status.progress()).isEqualTo(100);
        assertThat(status.completedAt()).isNotNull();
    }

    @Test
    void an_input_that_broke_off_ends_with_what_came_in() throws Exception {
        UUID batch = accept("a", List.of("naver"), product("A-1", 10_000));
        SettableClock clock = new SettableClock(Clock.systemUTC().instant());
        BatchFinisher later = new BatchFinisher(
                jdbc,
                hub.getBean(JobQueue.class),
                new BatchFinisher.Settings(Duration.ofSeconds(1), Duration.ofMinutes(30), Duration.ofDays(7)),
                clock);
        clock.advance(Duration.ofMinutes(29));
        later.finish();
        assertThat(progress.status(batch).status()).isEqualTo("reading");
        clock.advance(Duration.ofMinutes(2));
        later.finish();
        answer("naver", Outcome.registered("77", null));
        later.finish();

        assertThat(progress.status(batch)).satisfies(status -> {
            assertThat(status.status()).isEqualTo("failed");
            assertThat(status.problemCode()).isEqualTo("HUB-REG-017");
            assertThat(status.rows().registered()).isEqualTo(1);
        });
    }

    @Test
    void a_marketplace_without_account_is_refused_before_anything_is_stored() {
        assertThatThrownBy(() -> open("a", List.of("gmarket"))).hasMessageContaining("gmarket");
    }

    private UUID dieOf(String sku) throws Exception {
        UUID batch = accept("dead-" + sku, List.of("naver"), product(sku, 10_000));
        batches.close(batch);
        jdbc.sql("update registration_queue set max_attempts = 1").update();
        answer("naver", Outcome.of(OutcomeClass.NOT_SENT, "HUB-CALL-001", "connection refused"));
        assertThat(only(batch).status()).isEqualTo("dead");
        return batch;
    }

    private List<DeadLetter> openDeadLetters() {
        return deadLetters.browse(new DeadLetters.Filter(Scope.ALL, "open", null, null, null, null), 10, 0);
    }

    private OpenBatch open(String key, List<String> platforms) {
        OpenBatch batch = batches.open(new BatchRequest(
                Owners.HOUSE, "batch " + key, BatchSource.REST, key, null, platforms, Priority.NORMAL, null, 3, false));
        opened.remove(batch.id());
        opened.add(batch.id());
        return batch;
    }

    private UUID accept(String key, List<String> platforms, Product... products) {
        UUID batch = open(key, platforms).id();
        List<BatchRow> rows = new ArrayList<>();
        for (Product product : products) {
            rows.add(row(rows.size() + 1, product));
        }
        batches.accept(batch, rows.size(), rows);
        return batch;
    }

    private static BatchRow row(long line, Product product) {
        return new BatchRow(line, line, product.sku(), product, List.of());
    }

    private RowOutcome only(UUID batch) {
        return results.page(batch, -1, 10).get(0);
    }

    private ListingJob claimOne(String platform) {
        List<ListingJob> jobs = Claims.all(hub, platform);
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    private void answer(String platform, Outcome outcome) throws Exception {
        record(claimOne(platform), outcome);
    }

    private JobStep record(ListingJob job, Outcome outcome) throws Exception {
        return outcomes.submit(job, outcome).get();
    }

    private static Product product(String sku, long price) {
        return product(sku, price, "123");
    }

    private static Product product(String sku, long price, String category) {
        return new Product(
                new SellerSku(sku),
                "상품 " + sku,
                category,
                price,
                null,
                5,
                "설명",
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
                Map.of("b", "2", "a", "1"));
    }
}
