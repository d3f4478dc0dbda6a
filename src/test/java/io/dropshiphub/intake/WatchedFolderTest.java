package io.dropshiphub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.intake.read.IntakeCode;
import io.dropshiphub.intake.read.IntakeProblem;
import io.dropshiphub.product.Scope;
import io.dropshiphub.registration.BatchProgress;
import io.dropshiphub.registration.BatchStatus;
import io.dropshiphub.registration.RegistrationBatches;
import io.dropshiphub.testing.HubTest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,intake/*.camel.yaml",
            "hub.accounts.seeds=classpath:accounts/templates.yaml,classpath:accounts/sandbox.yaml",
            "COUPANG_ACCESS_KEY=a",
            "COUPANG_SECRET_KEY=b",
            "COUPANG_VENDOR_ID=A00000001",
            "COUPANG_VENDOR_USER_ID=user",
            "hub.intake.retry-after=1s",
            // no picture of these files exists
            "hub.intake.fit-images=false"
        })
class WatchedFolderTest {

    private static final String HEADER = "판매자상품코드,상품명,카테고리,판매가,재고수량,대표이미지\n";

    @Autowired
    IntakeProperties properties;

    @Autowired
    BatchProgress batches;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CamelContext camel;

    @Autowired
    IntakeResults results;

    @Autowired
    IntakeFiles files;

    @Autowired
    RegistrationBatches registrations;

    Path inbox;

    @BeforeEach
    void find_inbox() {
        inbox = properties.inbox();
    }

    @Test
    void a_dropped_file_becomes_a_batch_and_moves_to_done() throws Exception {
        drop("shirts.csv", HEADER + row("SH-1", "12900") + row("SH-2", "12905") + row("SH-3", "9900"));

        BatchStatus batch = batchOf("shirts.csv");

        assertThat(batch.rows().total()).isEqualTo(3);
        assertThat(batch.rows().rejected()).isEqualTo(1);
        assertThat(batch.platforms()).containsExactly("coupang");
        assertThat(inbox.resolve("done/shirts.csv")).exists();
        assertThat(inbox.resolve("shirts.csv")).doesNotExist();
    }

    @Test
    void the_result_file_says_what_became_of_each_row_and_is_a_valid_input_again() throws Exception {
        drop("mugs.csv", HEADER + row("MG-1", "12900") + row("MG-2", "0"));
        BatchStatus batch = batchOf("mugs.csv");

        results.write(batch.batchId());

        Path result = inbox.resolve("done/mugs.csv.result.csv");
        List<String> lines = Files.readAllLines(result);
        assertThat(lines.get(0))
                .isEqualTo("\uFEFF판매자상품코드,상품명,카테고리,판매가,재고수량,대표이미지,line,status,code,message,"
                        + "listing_id_coupang,listing_id_naver,listing_id_11st");
        assertThat(lines.get(1)).startsWith("MG-1,").contains(",2,waiting,");
        assertThat(lines.get(2)).startsWith("MG-2,").contains(",3,rejected,HUB-INTAKE-104,");

        String mended = Files.readString(result).replace("생활/주방,0,", "생활/주방,15000,");
        drop("mugs mended.csv", mended);
        BatchStatus again = batchOf("mugs mended.csv");
        assertThat(again.rows().total()).isEqualTo(2);
        assertThat(again.rows().rejected()).isZero();
    }

    @Test
    void the_same_file_twice_is_one_batch_and_the_copy_gets_a_note() throws Exception {
        String text = HEADER + row("TW-1", "12900");
        drop("twice.csv", text);
        batchOf("twice.csv");
        await().until(() -> Files.exists(inbox.resolve("done/twice.csv")));

        drop("twice.csv", text);

        await().untilAsserted(() -> assertThat(inbox.resolve("done/twice-2.csv.note.txt"))
                .content()
                .contains("HUB-INTAKE-020", "이미 처리한 파일"));
        assertThat(count("twice.csv")).isEqualTo(1);
    }

    @Test
    void a_file_that_cannot_be_read_is_rejected_with_a_reason_in_both_languages() throws Exception {
        drop("no-price.csv", "상품명,카테고리,대표이미지\n머그컵,생활/주방,https://e.com/m.jpg\n");

        await().untilAsserted(() -> assertThat(inbox.resolve("rejected/no-price.csv.reason.txt"))
                .content()
                .contains("HUB-INTAKE-007", "필수 열이 없습니다", "판매가 (price)", "상품명, 카테고리, 대표이미지"));
        assertThat(inbox.resolve("rejected/no-price.csv")).exists();
        assertThat(count("no-price.csv")).isZero();
    }

    @Test
    void hidden_unfinished_and_lock_files_are_left_alone() throws Exception {
        for (String name : List.of(".hidden.csv", "~$open.xlsx", "loading.csv.part", "x.tmp")) {
            Files.writeString(inbox.resolve(name), HEADER + row("HI-1", "100"));
        }
        drop("visible.csv", HEADER + row("VI-1", "12900"));
        batchOf("visible.csv");

        for (String name : List.of(".hidden.csv", "~$open.xlsx", "loading.csv.part", "x.tmp")) {
            assertThat(inbox.resolve(name)).exists();
            Files.delete(inbox.resolve(name));
        }
    }

    @Test
    void an_empty_file_is_a_copy_that_has_only_just_begun() throws Exception {
        Path slow = Files.createFile(inbox.resolve("slow.csv"));
        drop("quick.csv", HEADER + row("QU-1", "12900"));
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(inbox.resolve("done/quick.csv")));
        assertThat(slow).exists();

        Files.writeString(slow, HEADER + row("SL-1", "12900"));

        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(inbox.resolve("done/slow.csv")));
        assertThat(inbox.resolve("rejected/slow.csv")).doesNotExist();
    }

    @Test
    void a_link_is_not_followed() throws Exception {
        Path outside = Files.createTempFile("outside", ".csv");
        Files.writeString(outside, HEADER + row("LI-1", "12900"));
        Files.createSymbolicLink(inbox.resolve("link.csv"), outside);

        await().untilAsserted(() -> assertThat(inbox.resolve("rejected/link.csv.reason.txt"))
                .content()
                .contains("HUB-INTAKE-025"));
        assertThat(outside).exists();
        assertThat(count("link.csv")).isZero();
    }

    @Test
    void the_check_folder_reports_every_row_and_stores_nothing() throws Exception {
        Path checked = inbox.resolve("check/plan.csv");
        Files.writeString(
                checked,
                HEADER
                        + row("CH-1", "12900")
                        + row("CH-2", "abc")
                        + row("CH-3", "12900").replace("생활/주방", "없는/분류"),
                Charset.forName("MS949"));

        await().untilAsserted(() -> assertThat(inbox.resolve("done/plan.csv.check.csv"))
                .content()
                .contains(",2,ok,", ",3,rejected,HUB-INTAKE-103,", ",4,rejected,HUB-REG-003,"));
        await().until(() -> Files.exists(inbox.resolve("done/plan.csv")));
        assertThat(inbox.resolve("done/plan.csv.plan.csv"))
                .content()
                .contains("account,rows,why,health_percent", "coupang/", "only_account");
        assertThat(count("plan.csv")).isZero();
    }

    @Test
    void reading_goes_on_behind_the_last_stored_row_after_a_crash() throws Exception {
        String text = HEADER + rows("RE-", 250);
        drop("resumed.csv", text);
        BatchStatus batch = batchOf("resumed.csv");
        List<Long> first = jdbc.sql(
                        "select id from product_registration where batch_id = :b and line <= 101 order by id")
                .param("b", batch.batchId())
                .query(Long.class)
                .list();
        // as if the hub had died after the first chunk
        jdbc.sql("delete from registration_queue where batch_id = :b")
                .param("b", batch.batchId())
                .update();
        jdbc.sql("delete from platform_registration where batch_id = :b and product_registration_id in"
                        + " (select id from product_registration where batch_id = :b and line > 101)")
                .param("b", batch.batchId())
                .update();
        jdbc.sql("delete from product_registration where batch_id = :b and line > 101")
                .param("b", batch.batchId())
                .update();
        jdbc.sql(
                        "update registration_batch set status = 'reading', read_up_to_line = 101, rows_read = 100 where id = :b")
                .param("b", batch.batchId())
                .update();

        drop("resumed.csv", text);

        BatchStatus resumed = batchOf("resumed.csv");
        assertThat(resumed.batchId()).isEqualTo(batch.batchId());
        assertThat(resumed.rows().total()).isEqualTo(250);
        assertThat(resumed.status()).isEqualTo("processing");
        assertThat(jdbc.sql("select id from product_registration where batch_id = :b and line <= 101 order by id")
                        .param("b", batch.batchId())
                        .query(Long.class)
                        .list())
                .isEqualTo(first);
    }

    @Test
    void a_file_stays_and_is_tried_again_from_where_the_hub_had_trouble() throws Exception {
        onInsertOf("TR-150", "raise exception 'no space left'");
        drop("trouble.csv", HEADER + rows("TR-", 250));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(stored("trouble.csv")).isEqualTo(100));
        assertThat(inbox.resolve("trouble.csv")).exists();
        await().untilAsserted(() -> assertThat(isOpen("trouble.csv")).isFalse());
        assertThat(statusOf("trouble.csv")).isEqualTo("reading");

        onInsertOf("TR-150", "perform 1");
        batchOf("trouble.csv");
        assertThat(inbox.resolve("done/trouble.csv")).exists();
        assertThat(stored("trouble.csv")).isEqualTo(250);
        assertThat(count("trouble.csv")).isEqualTo(1);
    }

    @Test
    void the_file_of_a_batch_cancelled_half_way_moves_to_done_and_its_rest_is_left_unread() throws Exception {
        onInsertOf("CA-5", "update registration_batch set status = 'cancelled' where id = new.batch_id");
        drop("cancelled.csv", HEADER + rows("CA-", 2500));

        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(inbox.resolve("done/cancelled.csv")));
        assertThat(stored("cancelled.csv")).isEqualTo(100);
        assertThat(statusOf("cancelled.csv")).isEqualTo("cancelled");
        assertThat(inbox.resolve("rejected/cancelled.csv")).doesNotExist();
        assertThat(isOpen("cancelled.csv")).isFalse();
    }

    @Test
    void a_file_refused_half_way_goes_on_behind_its_stored_rows_when_it_is_put_back() throws Exception {
        String text = HEADER + rows("HW-", 250);
        Path refused = Files.createTempDirectory("half").resolve("half-way.csv");
        Files.writeString(refused, text);
        IntakeReading reading = files.open(refused.toFile());
        RowChunks.Chunk chunk = reading.chunks().next();
        registrations.accept(chunk.batch(), chunk.upToLine(), chunk.rows());

        files.reject(refused.toFile(), reading, new IntakeProblem(IntakeCode.NOT_READABLE, "as if"));

        assertThat(inbox.resolve("rejected/half-way.csv.reason.txt"))
                .content()
                .contains("HUB-INTAKE-004", reading.batch().id().toString());
        assertThat(stored("half-way.csv")).isEqualTo(100);
        drop("half-way.csv", text);
        assertThat(batchOf("half-way.csv").batchId()).isEqualTo(reading.batch().id());
        assertThat(stored("half-way.csv")).isEqualTo(250);
    }

    @Test
    void a_file_that_changed_while_it_was_read_stays_to_be_read_anew() throws Exception {
        Path growing = Files.createTempDirectory("growing").resolve("growing.csv");
        Files.writeString(growing, HEADER + rows("GR-", 3));

        IntakeReading reading = files.open(growing.toFile());
        Files.writeString(growing, row("GR-3", "12900"), StandardOpenOption.APPEND);
        files.close(reading);

        assertThat(growing).exists();
        assertThat(jdbc.sql("select problem_code from registration_batch where id = :b")
                        .param("b", reading.batch().id())
                        .query(String.class)
                        .single())
                .isEqualTo("HUB-INTAKE-021");
    }

    @Test
    void a_file_taken_away_before_it_is_opened_is_no_error() throws Exception {
        DefaultConsumer folder = (DefaultConsumer) camel.getRoute("intake-file").getConsumer();
        Exchange exchange = folder.createExchange(false);
        exchange.getMessage().setBody(inbox.resolve("gone.csv").toFile());

        folder.getProcessor().process(exchange);

        assertThat(exchange.isFailed()).isFalse();
        assertThat(count("gone.csv")).isZero();
        assertThat(inbox.resolve("rejected/gone.csv.reason.txt")).doesNotExist();
    }

    @Test
    void many_small_files_dropped_at_once_are_each_one_batch() throws Exception {
        for (int i = 0; i < 200; i++) {
            Files.writeString(inbox.resolve("small-" + i + ".csv"), HEADER + row("SM-" + i, "12900"));
        }

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(jdbc.sql(
                                "select count(*) from registration_batch where file_name like 'small-%' and status <> 'reading'")
                        .query(Long.class)
                        .single())
                .isEqualTo(200));
        assertThat(jdbc.sql("select count(*) from product_registration p join registration_batch b on b.id = p.batch_id"
                                + " where b.file_name like 'small-%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(200);
    }

    private void drop(String name, String text) throws IOException {
        Path temporary = inbox.resolve("." + name);
        Files.writeString(temporary, text);
        Files.move(temporary, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private BatchStatus batchOf(String file) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> batches.list(Scope.ALL, 300, 0).stream()
                                .filter(batch -> file.equals(batch.fileName())
                                        && !batch.status().equals("reading"))
                                .filter(batch -> Files.notExists(inbox.resolve(file)))
                                .findFirst()
                                .orElse(null),
                        batch -> batch != null);
    }

    private long count(String file) {
        return jdbc.sql("select count(*) from registration_batch where file_name = :f")
                .param("f", file)
                .query(Long.class)
                .single();
    }

    private long stored(String file) {
        return jdbc.sql("select count(*) from product_registration p join registration_batch b on b.id = p.batch_id"
                        + " where b.file_name = :f")
                .param("f", file)
                .query(Long.class)
                .single();
    }

    private String statusOf(String file) {
        return jdbc.sql("select status from registration_batch where file_name = :f")
                .param("f", file)
                .query(String.class)
                .single();
    }

    /** Makes the database do something when a row with this SKU is stored, in the same transaction. */
    private void onInsertOf(String sku, String then) {
        String name = "on_" + sku.replace('-', '_').toLowerCase(Locale.ROOT);
        jdbc.sql("create or replace function " + name + "() returns trigger language plpgsql as $$ begin " + then
                        + "; return new; end $$")
                .update();
        jdbc.sql("create or replace trigger " + name + " after insert on product_registration for each row"
                        + " when (new.seller_sku = '" + sku + "') execute function " + name + "()")
                .update();
    }

    /** Whether this process holds a file open; never where that cannot be seen. */
    private static boolean isOpen(String name) throws IOException {
        Path handles = Path.of("/proc/self/fd");
        if (!Files.isDirectory(handles)) {
            return false;
        }
        try (Stream<Path> all = Files.list(handles)) {
            return all.anyMatch(handle -> {
                try {
                    return Files.readSymbolicLink(handle).endsWith(name);
                } catch (IOException closedMeanwhile) {
                    return false;
                }
            });
        }
    }

    private static String rows(String sku, int count) {
        return IntStream.range(0, count).mapToObj(i -> row(sku + i, "12900")).collect(Collectors.joining());
    }

    private static String row(String sku, String price) {
        return sku + ",머그컵 " + sku + ",생활/주방," + price + ",10,https://img.example.com/mug.jpg\n";
    }
}
