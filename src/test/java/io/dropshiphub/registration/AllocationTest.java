package io.dropshiphub.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.platforms.TestProducts;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.Role;
import io.dropshiphub.queue.Claims;
import io.dropshiphub.queue.QueueCalls;
import io.dropshiphub.testing.HubTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which account the rows of real batches get, on the real database. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.routes.include=_shared/*.camel.yaml",
            "hub.allocation.health.refresh=0s",
            "hub.accounts.declared[0].platform=11st",
            "hub.accounts.declared[0].name=a",
            "hub.accounts.declared[0].priority=10",
            "hub.accounts.declared[0].credentials.api-key=a",
            "hub.accounts.declared[1].platform=11st",
            "hub.accounts.declared[1].name=b",
            "hub.accounts.declared[1].priority=10",
            "hub.accounts.declared[1].credentials.api-key=b",
            "hub.accounts.declared[2].platform=11st",
            "hub.accounts.declared[2].name=reserve",
            "hub.accounts.declared[2].priority=20",
            "hub.accounts.declared[2].credentials.api-key=c",
            "hub.accounts.declared[3].platform=naver",
            "hub.accounts.declared[3].name=shop",
            "hub.accounts.declared[3].priority=10",
            "hub.accounts.declared[3].credentials.client-id=d"
        })
@DisplayNameGeneration(ReplaceUnderscores.class)
class AllocationTest {

    private static final Caller STAFF = new Caller(Owners.HOUSE, "admin", Role.ADMIN, "token", "127.0.0.1");
    private static final List<String> ELEVENST = List.of("11st");

    @Autowired
    private ApplicationContext hub;

    @Autowired
    private RegistrationBatches batches;

    @Autowired
    private RegistrationOutcomes outcomes;

    @Autowired
    private AllocationPlans plans;

    @Autowired
    private Reallocations reallocations;

    @Autowired
    private BatchProgress progress;

    @Autowired
    private BatchResults results;

    @Autowired
    private QueueCalls calls;

    @Autowired
    private MarketAccounts accounts;

    @Autowired
    private JdbcClient jdbc;

    private final List<UUID> opened = new ArrayList<>();

    @BeforeEach
    void quotas_of_the_day() {
        jdbc.sql(
                        "update account_gate set rate_per_second = 0, daily_creations = 0, creations_used = 0, paused_why = null,"
                                + " closed_until = null")
                .update();
        quota("a", 400);
        quota("b", 200);
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
    void equals_share_in_proportion_to_the_quota_that_is_left_and_the_plan_says_why() {
        UUID batch = accept("shirts", rows(60, "S"));

        assertThat(plan(batch)).isEqualTo(Map.of("11st/a share", 40L, "11st/b share", 20L));
        assertThat(plans.of(batch, STAFF).accounts().get(0)).satisfies(share -> {
            assertThat(share.rows()).isEqualTo(40);
            assertThat(share.inLine()).isEqualTo(40);
            assertThat(share.creationsLeftToday()).isEqualTo(400);
            assertThat(share.health()).isEqualTo(100);
            assertThat(share.lastExpectedAt()).isNotNull();
        });
        assertThat(results.page(batch, -1, 1).get(0).accounts()).singleElement().isIn("11st/a", "11st/b");
    }

    @Test
    void the_plan_of_another_seller_s_batch_does_not_exist() {
        UUID batch = accept("shirts", rows(1, "S"));
        Caller stranger = new Caller(77, "kim", Role.SELLER, "token", "127.0.0.1");

        assertThatThrownBy(() -> plans.of(batch, stranger))
                .isInstanceOfSatisfying(RegistrationProblem.class, problem -> assertThat(problem.status())
                        .isEqualTo(404));
    }

    @Test
    void a_dry_run_shows_what_then_happens() {
        // some SKUs are known, one account is nearly full, and there are too many rows for today and tomorrow
        accept("before", rows(30, "S"));
        answerAll();
        quota("a", 60);
        List<BatchRow> rows = rows(900, "S");
        AllocationPreview preview = plans.preview(Owners.HOUSE, ELEVENST, Spread.ALL);
        rows.forEach(preview::add);
        AllocationPlan expected = preview.plan();

        UUID batch = open("after", ELEVENST, Spread.ALL);
        for (int from = 0; from < rows.size(); from += 70) {
            List<BatchRow> chunk = rows.subList(from, Math.min(from + 70, rows.size()));
            batches.accept(batch, chunk.get(chunk.size() - 1).line(), chunk);
        }

        assertThat(words(expected)).isEqualTo(plan(batch));
        assertThat(plan(batch)).containsKeys("11st/a held", "11st/b held", "11st/b share", "11st/a later_day");
        assertThat(plan(batch)).containsKey("11st/reserve overflow");
    }

    @Test
    void a_restart_between_chunks_changes_nothing() {
        UUID whole = accept("whole", rows(200, "W"));
        Map<String, Long> atOnce = plan(whole);
        Map<String, String> places = places(whole);
        batches.cancel(whole);
        UUID batch = open("halves", ELEVENST, Spread.ALL);
        List<BatchRow> rows = rows(200, "W");
        batches.accept(batch, 83, rows.subList(0, 83));
        // the reader begins anew: its first chunk reaches behind the checkpoint
        batches.accept(batch, 200, rows);

        assertThat(plan(batch)).isEqualTo(atOnce);
        assertThat(places(batch)).isEqualTo(places);
    }

    @Test
    void two_batches_at_a_time_give_no_place_away_twice_and_no_new_sku_to_two_accounts() {
        quota("a", 100);
        quota("b", 100);
        List<UUID> both = List.of(open("left", ELEVENST, Spread.ALL), open("right", ELEVENST, Spread.ALL));
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int n = 0; n < 2; n++) {
            UUID batch = both.get(n);
            List<BatchRow> own = rows(100, n == 0 ? "L" : "R");
            // every tenth SKU is the same in both
            List<BatchRow> rows = own.stream()
                    .map(row -> row.line() % 10 == 0 ? row(row.line(), "SAME-" + row.line()) : row)
                    .toList();
            running.add(CompletableFuture.runAsync(() -> {
                for (int from = 0; from < 100; from += 5) {
                    batches.accept(batch, from + 5, rows.subList(from, from + 5));
                }
            }));
        }
        running.forEach(CompletableFuture::join);

        assertThat(jdbc.sql("select count(*) from registration_queue")
                        .query(Long.class)
                        .single())
                .isEqualTo(190);
        assertThat(jdbc.sql("select count(*) from registration_queue group by account_id")
                        .query(Long.class)
                        .list())
                .hasSize(2)
                .allMatch(waiting -> waiting <= 100);
        assertThat(jdbc.sql("""
                                select seller_sku from platform_registration where is_current group by seller_sku
                                having count(distinct account_id) > 1""").query(String.class).list()).isEmpty();
    }

    @Test
    void an_account_with_trouble_gets_less() {
        long sick = id("a");
        jdbc.sql("""
                        insert into attempt (registration_id, account_id, attempt, kind, outcome)
                        select n, :sick, 1, 'REGISTER', case when n % 4 = 0 then 'REGISTERED' else 'REJECTED' end
                        from generate_series(1, 40) n""").param("sick", sick).update();

        UUID batch = accept("shirts", rows(60, "S"));

        // 400 at 25 percent beside 200 at 100 percent
        assertThat(plan(batch)).isEqualTo(Map.of("11st/a share", 20L, "11st/b share", 40L));
        assertThat(plans.of(batch, STAFF).accounts().get(0).health()).isEqualTo(25);
    }

    @Test
    void an_account_that_may_create_nothing_more_today_leaves_it_to_its_equal() {
        jdbc.sql(
                        "update account_gate set creations_stopped_on = (now() at time zone 'Asia/Seoul')::date where account_id = :id")
                .param("id", id("a"))
                .update();

        UUID batch = accept("shirts", rows(20, "S"));

        jdbc.sql("update account_gate set creations_stopped_on = null").update();
        assertThat(plan(batch)).isEqualTo(Map.of("11st/b share", 20L));
    }

    @Test
    void one_listing_a_product_goes_to_the_first_marketplace_that_has_a_place_for_it() {
        UUID batch = open("one", List.of("naver", "11st"), Spread.ONE);
        jdbc.sql("update account_gate set daily_creations = 10 where account_id = :id")
                .param("id", id("shop"))
                .update();
        batches.accept(batch, 30, rows(30, "O"));

        assertThat(progress.status(batch).registrations().total()).isEqualTo(30);
        assertThat(plan(batch).keySet())
                .containsExactlyInAnyOrder(
                        "naver/shop preferred", "naver/shop later_day", "11st/a overflow", "11st/b overflow");
        assertThat(plan(batch).get("naver/shop preferred")).isEqualTo(10);
        assertThat(Claims.all(hub, "naver").get(0).fitImagesFor()).containsExactly("naver");
    }

    @Test
    void what_waits_for_a_stopped_account_moves_and_what_was_tried_stays() throws Exception {
        UUID batch = accept("shirts", rows(60, "S"));
        List<ListingJob> claimed = Claims.all(hub, "11st").stream()
                .filter(job -> job.accountId() == id("a"))
                .limit(3)
                .toList();
        jdbc.sql("update registration_queue set state = 'ready', claim_token = null, lease_until = null"
                        + " where state = 'claimed' and not id = any (:kept)")
                .param("kept", claimed.stream().map(ListingJob::id).toArray(Long[]::new))
                .update();
        calls.begin(claimed.get(0));
        outcomes.submit(claimed.get(1), Outcome.of(OutcomeClass.NOT_SENT, "HUB-CALL-001", "refused"))
                .get();
        outcomes.submit(claimed.get(2), Outcome.of(OutcomeClass.UNKNOWN, "HUB-CALL-002", "lost"))
                .get();
        pause("a", "key revoked");

        Reallocations.Moved moved = reallocations.move(id("a"));

        assertThat(moved.moved()).isEqualTo(37);
        assertThat(moved.left()).isEqualTo(1);
        assertThat(moved.to()).isEqualTo(Map.of("11st/b", 37L));
        assertThat(inLine("a")).isEqualTo(3);
        assertThat(inLine("b")).isEqualTo(57);
        assertThat(jdbc.sql("""
                                select count(*) from registration_queue q join platform_registration r on r.id = q.registration_id
                                where r.account_id <> q.account_id""").query(Long.class).single()).isZero();
        assertThat(plan(batch)).containsEntry("11st/b moved_here", 37L).containsEntry("11st/a moved_away", 37L);
        assertThat(plans.of(batch, STAFF).accounts())
                .extracting(AllocationPlan.Share::rows)
                .containsExactly(3L, 57L);
        assertThat(reallocations.move(id("a")).moved()).isZero();
    }

    @Test
    void a_sku_that_another_account_knows_does_not_move_to_it() {
        pause("a", "away");
        accept("before", rows(1, "S"));
        Claims.all(hub, "11st").forEach(job -> outcomes.submit(job, Outcome.rejected("BAD_REQUEST", "no", "name"))
                .join());
        pause("a", null);
        pause("b", "away");
        UUID batch = accept("after", rows(6, "S"));
        assertThat(plan(batch)).isEqualTo(Map.of("11st/a preferred", 6L));
        pause("b", null);

        Reallocations.Moved moved = reallocations.move(id("a"));

        assertThat(moved.to()).isEqualTo(Map.of("11st/b", 5L));
        assertThat(moved.left()).isEqualTo(1);
    }

    @Test
    void without_another_account_nothing_moves() {
        assertThatThrownBy(() -> reallocations.move(id("shop"))).hasMessageContaining("naver/shop");
    }

    private void pause(String account, String why) {
        jdbc.sql("update account_gate set paused_why = :why where account_id = :id")
                .param("why", why)
                .param("id", id(account))
                .update();
    }

    private void quota(String account, int daily) {
        jdbc.sql("update account_gate set daily_creations = :daily where account_id = :id")
                .param("daily", daily)
                .param("id", id(account))
                .update();
    }

    private long id(String name) {
        return accounts.all().stream()
                .filter(account -> account.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private long inLine(String account) {
        return jdbc.sql("select count(*) from registration_queue where account_id = :id")
                .param("id", id(account))
                .query(Long.class)
                .single();
    }

    private UUID open(String key, List<String> platforms, Spread spread) {
        UUID batch = batches.open(new BatchRequest(
                        Owners.HOUSE,
                        key,
                        BatchSource.REST,
                        key,
                        null,
                        platforms,
                        Priority.NORMAL,
                        null,
                        3,
                        true,
                        spread))
                .id();
        opened.add(batch);
        return batch;
    }

    private UUID accept(String key, List<BatchRow> rows) {
        UUID batch = open(key, ELEVENST, Spread.ALL);
        batches.accept(batch, rows.size(), rows);
        return batch;
    }

    private void answerAll() {
        for (ListingJob job : Claims.all(hub, "11st")) {
            outcomes.submit(job, Outcome.registered("L-" + job.id(), null)).join();
        }
    }

    private Map<String, Long> plan(UUID batch) {
        return words(plans.of(batch, STAFF));
    }

    private static Map<String, Long> words(AllocationPlan plan) {
        Map<String, Long> words = new TreeMap<>();
        plan.accounts()
                .forEach(share -> share.why().forEach((reason, n) -> words.put(share.account() + " " + reason, n)));
        return words;
    }

    private Map<String, String> places(UUID batch) {
        return results.page(batch, -1, 1000).stream()
                .collect(Collectors.toMap(
                        RowOutcome::sellerSku, row -> row.accounts().get(0)));
    }

    private static List<BatchRow> rows(int n, String prefix) {
        List<BatchRow> rows = new ArrayList<>();
        for (int line = 1; line <= n; line++) {
            rows.add(row(line, prefix + "-" + line));
        }
        return rows;
    }

    private static BatchRow row(long line, String sku) {
        Product product = TestProducts.product().sku(sku).build();
        return new BatchRow(line, line, product.sku(), product, List.of());
    }
}
