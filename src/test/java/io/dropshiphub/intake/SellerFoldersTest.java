package io.dropshiphub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.product.Owners;
import io.dropshiphub.testing.HubTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Whose a dropped file is says the folder it lies in. */
@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,intake/*.camel.yaml,storage/*.camel.yaml",
            "hub.accounts.seeds=classpath:accounts/templates.yaml,classpath:accounts/sandbox.yaml",
            "hub.accounts.refresh-after=1ms",
            "COUPANG_ACCESS_KEY=a",
            "COUPANG_SECRET_KEY=b",
            "COUPANG_VENDOR_ID=A00000001",
            "COUPANG_VENDOR_USER_ID=user",
            "NAVER_CLIENT_ID=a",
            "NAVER_CLIENT_SECRET=$2a$04$sandboxsandboxsandboxu",
            "hub.intake.file.folders-every=100ms",
            "hub.intake.archive.every=100ms",
            "hub.storage.archive=local",
            "hub.intake.fit-images=false"
        })
@DisplayNameGeneration(ReplaceUnderscores.class)
class SellerFoldersTest {

    private static final String HEADER = "판매자상품코드,상품명,카테고리,판매가,대표이미지\n";

    @TempDir
    static Path stored;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("hub.storage.local.directory", () -> stored.resolve("media"));
        settings.add("hub.storage.local.archive-directory", () -> stored.resolve("archive"));
    }

    @Autowired
    private IntakeProperties properties;

    @Autowired
    private Inboxes inboxes;

    @Autowired
    private IntakeResults results;

    @Autowired
    private JdbcClient jdbc;

    private Path inbox;
    private long anna;

    @BeforeEach
    void a_seller_with_an_account() {
        inbox = properties.inbox();
        anna = user("anna");
        jdbc.sql("update market_account set user_id = ? where platform = 'naver'")
                .param(anna)
                .update();
        await().until(() -> Files.isDirectory(inbox.resolve("users/anna/check")));
    }

    @AfterEach
    void leave_nothing_for_the_next_test() {
        jdbc.sql("update market_account set user_id = " + Owners.HOUSE).update();
        jdbc.sql("update app_user set username = username || '-' || id, disabled_at = now() where id <> "
                        + Owners.HOUSE)
                .update();
    }

    @AfterAll
    static void end(@Autowired CamelContext camel) throws Exception {
        // they would go on asking a database that is gone when the hub stops
        camel.getRouteController().stopRoute("intake-archive");
        camel.getRouteController().stopRoute("intake-folders");
    }

    @Test
    void a_sellers_file_is_theirs_and_everything_about_it_stays_in_their_folder() throws Exception {
        drop("users/anna/shirts.csv", HEADER + row("SH-1") + row("SH-2"));

        UUID batch = batchOf("shirts.csv", anna);
        assertThat(jdbc.sql("select platforms::text from registration_batch where id = ?")
                        .param(batch)
                        .query(String.class)
                        .single())
                .isEqualTo("{naver}");
        await().until(() -> Files.exists(inbox.resolve("users/anna/done/shirts.csv")));
        assertThat(results.write(batch)).isTrue();

        Path result = inbox.resolve("users/anna/done/shirts.csv.result.csv");
        assertThat(result).content().contains("SH-1", "SH-2");
        assertThat(inbox.resolve("done/shirts.csv")).doesNotExist();
        Files.setLastModifiedTime(result, FileTime.from(Instant.now().minusSeconds(60)));
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select folder || '/' || file_name from archived_file where batch_id = ?")
                                .param(batch)
                                .query(String.class)
                                .list())
                .containsExactlyInAnyOrder("users/anna/done/shirts.csv", "users/anna/done/shirts.csv.result.csv"));
    }

    @Test
    void the_same_file_of_the_house_is_another_batch() throws Exception {
        String text = HEADER + row("BO-1");
        drop("both.csv", text);
        drop("users/anna/both.csv", text);

        assertThat(batchOf("both.csv", anna)).isNotEqualTo(batchOf("both.csv", Owners.HOUSE));
        await().until(() -> Files.exists(inbox.resolve("users/anna/done/both.csv"))
                && Files.exists(inbox.resolve("done/both.csv")));
    }

    @Test
    void a_check_and_a_refusal_are_answered_in_the_sellers_folder() throws Exception {
        drop("users/anna/check/plan.csv", HEADER + row("CH-1"));
        drop("users/anna/no-price.csv", "상품명\n머그컵\n");

        await().untilAsserted(() -> assertThat(inbox.resolve("users/anna/done/plan.csv.check.csv"))
                .content()
                .contains(",2,ok,"));
        await().untilAsserted(() -> assertThat(inbox.resolve("users/anna/rejected/no-price.csv.reason.txt"))
                .content()
                .contains("HUB-INTAKE-006"));
        assertThat(count("plan.csv") + count("no-price.csv")).isZero();
    }

    @Test
    void folders_of_nobody_who_may_log_in_are_left_alone() throws Exception {
        Files.createDirectories(inbox.resolve("users/stranger"));
        drop("users/stranger/a.csv", HEADER + row("ST-1"));
        drop("users/loose.csv", HEADER + row("LO-1"));
        drop("users/anna/deeper/b.csv", HEADER + row("DE-1"));
        jdbc.sql("update app_user set disabled_at = now() where id = ?")
                .param(anna)
                .update();
        inboxes.refresh();
        drop("users/anna/c.csv", HEADER + row("DI-1"));
        drop("seen.csv", HEADER + row("SE-1"));

        batchOf("seen.csv", Owners.HOUSE);

        for (String left : List.of("stranger/a.csv", "loose.csv", "anna/deeper/b.csv", "anna/c.csv")) {
            assertThat(inbox.resolve("users").resolve(left)).exists();
            Files.delete(inbox.resolve("users").resolve(left));
        }
        assertThatThrownBy(() -> inboxes.ownerOf(inbox.resolve("users/anna/c.csv")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_result_of_a_seller_who_may_no_longer_log_in_is_still_written() throws Exception {
        drop("users/anna/late.csv", HEADER + row("LA-1"));
        UUID batch = batchOf("late.csv", anna);
        await().until(() -> Files.exists(inbox.resolve("users/anna/done/late.csv")));
        jdbc.sql("update app_user set disabled_at = now() where id = ?")
                .param(anna)
                .update();
        inboxes.refresh();

        assertThat(results.write(batch)).isTrue();

        assertThat(inbox.resolve("users/anna/done/late.csv.result.csv")).exists();
    }

    @Test
    void no_name_leads_out_of_the_folder() throws Exception {
        for (String name : List.of("..", ".hidden", "a/b", "../../up", "c:d", "x.")) {
            user(name);
        }
        user("kim.2_a-b");

        inboxes.refresh();

        assertThat(inbox.resolve("users/kim.2_a-b/done")).isDirectory();
        assertThat(inbox.resolve("users")).isDirectoryNotContaining(folder -> List.of(".hidden", "a", "c:d", "x.")
                .contains(folder.getFileName().toString()));
        assertThat(inbox.resolve("../up")).doesNotExist();
        assertThat(inboxes.ownerOf(inbox.resolve("x.csv"))).isEqualTo(Owners.HOUSE);
    }

    private long user(String name) {
        return jdbc.sql("insert into app_user (username) values (?) returning id")
                .param(name)
                .query(Long.class)
                .single();
    }

    private void drop(String name, String text) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        Path temporary = file.resolveSibling("." + file.getFileName());
        Files.writeString(temporary, text);
        Files.move(temporary, file);
    }

    private UUID batchOf(String file, long owner) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> jdbc.sql("select id from registration_batch where file_name = ? and user_id = ?")
                                .params(file, owner)
                                .query(UUID.class)
                                .optional()
                                .orElse(null),
                        batch -> batch != null);
    }

    private long count(String file) {
        return jdbc.sql("select count(*) from registration_batch where file_name = ?")
                .param(file)
                .query(Long.class)
                .single();
    }

    private static String row(String sku) {
        return sku + ",머그컵 " + sku + ",생활/주방,12900,https://img.example.com/mug.jpg\n";
    }
}
