package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.images.codec.ImageFormat;
import io.dropshiphub.intake.IntakeProperties;
import io.dropshiphub.product.ImageRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a dry run says of pictures, over REST and through the folder. */
class DryRunImagesTest extends HubWithPictures {

    private static final List<String> TABLES = List.of("registration_batch", "image_processing_job", "image_asset");

    @Autowired
    IntakeProperties intake;

    private List<Long> before;

    @BeforeEach
    void ordinary_pictures() {
        before = TABLES.stream().map(this::count).toList();
        SERVER.serving("/fine.jpg", Samples.jpeg(1000, 1000))
                .serving("/large.jpg", Samples.jpeg(2400, 1800))
                .serving("/page.html", "<!doctype html><p>log in".getBytes(StandardCharsets.UTF_8))
                .answering("/busy.jpg", 503);
    }

    @AfterEach
    void nothing_was_stored() {
        assertThat(TABLES.stream().map(this::count).toList()).isEqualTo(before);
    }

    @Test
    void tells_for_each_picture_and_marketplace_what_would_be_done() throws Exception {
        JsonNode answer = dryRun(product("A", "", "/large.jpg", "/fine.jpg"));

        assertThat(answer.path("accepted_rows").asInt()).isEqualTo(1);
        assertThat(answer.has("refused")).isFalse();
        assertThat(answer.at("/images/looked_at").asInt()).isEqualTo(2);
        JsonNode row = answer.at("/images/rows/0");
        assertThat(row.path("sku").asText()).isEqualTo("A");
        JsonNode large = row.at("/images/0");
        assertThat(large.path("image").asText()).isEqualTo(SERVER.url("/large.jpg"));
        assertThat(large.path("place").asText()).isEqualTo("gallery");
        for (String platform : List.of("coupang", "naver", "11st")) {
            assertThat(texts(large.path("changes").path(platform)))
                    .as(platform)
                    .containsExactly("scaled from 2400 x 1800 to 1000 x 750", "padded with white to 1000 x 1000");
        }
        JsonNode fine = row.at("/images/1/changes");
        assertThat(fine.path("naver")).isEmpty();
        assertThat(fine.path("naver").isArray()).isTrue();
        assertThat(row.at("/images/1").has("problem")).isFalse();
    }

    @Test
    void says_which_pictures_a_marketplace_would_leave_out() throws Exception {
        String[] five = IntStream.range(0, 5)
                .mapToObj(i -> {
                    SERVER.serving("/" + i + ".jpg", Samples.jpeg(1000, 1000));
                    return "/" + i + ".jpg";
                })
                .toArray(String[]::new);

        JsonNode images = dryRun(product("A", "", five)).at("/images/rows/0/images");

        assertThat(images.at("/3/left_out")).isEmpty();
        assertThat(texts(images.at("/4/left_out"))).containsExactly("11st");
        assertThat(images.at("/4/changes").has("11st")).isFalse();
        assertThat(images.at("/4/changes").has("coupang")).isTrue();
    }

    @Test
    void a_picture_that_would_be_refused_rejects_its_product_with_the_code_of_the_registration() throws Exception {
        JsonNode answer = dryRun(
                product("A", "", "/page.html"),
                product("B", "", "/fine.jpg"),
                product("C", "", "http://169.254.169.254/a.jpg"),
                product("D", "", "/fine.jpg", ImageRef.HUB_MEDIA + "0".repeat(32) + ".jpg"));

        assertThat(answer.path("accepted_rows").asInt()).isEqualTo(1);
        assertThat(answer.path("rejected_rows").asInt()).isEqualTo(3);
        assertThat(answer.path("problems").findValuesAsText("code"))
                .containsExactly("HUB-IMAGE-010", "HUB-IMAGE-005", "HUB-INTAKE-138");
        assertThat(answer.at("/problems/0/line").asInt()).isEqualTo(1);
        assertThat(answer.at("/problems/0/column").asText()).isEqualTo("images");
        JsonNode refused = answer.at("/images/rows/0/images/0");
        assertThat(refused.has("changes")).isFalse();
        assertThat(refused.at("/problem/code").asText()).isEqualTo("HUB-IMAGE-010");
        assertThat(refused.at("/problem/message").asText()).contains("/page.html", "a web page");
        assertThat(refused.at("/problem/refuses").asBoolean()).isTrue();
    }

    @Test
    void trouble_that_may_pass_is_told_and_rejects_nothing() throws Exception {
        JsonNode answer = dryRun(product("A", "", "/busy.jpg"));

        assertThat(answer.path("accepted_rows").asInt()).isEqualTo(1);
        JsonNode problem = answer.at("/images/rows/0/images/0/problem");
        assertThat(problem.path("code").asText()).isEqualTo("HUB-IMAGE-023");
        assertThat(problem.path("refuses").asBoolean()).isFalse();
    }

    @Test
    void pictures_in_the_detail_text_are_looked_at_by_their_own_rule() throws Exception {
        SERVER.serving("/small.gif", Samples.animatedGif(120, 60));
        String detail = "<p>hello</p><img src='%s'><img src='%s'>"
                .formatted(SERVER.url("/small.gif"), SERVER.url("/page.html"));

        JsonNode answer = dryRun(product("A", detail, "/fine.jpg"));

        JsonNode images = answer.at("/images/rows/0/images");
        assertThat(images).hasSize(3);
        assertThat(images.at("/1/place").asText()).isEqualTo("detail");
        // smaller than any gallery picture may be, and neither redrawn nor enlarged
        assertThat(images.at("/1/changes/coupang")).isEmpty();
        assertThat(images.at("/2/problem/code").asText()).isEqualTo("HUB-IMAGE-010");
        assertThat(answer.path("rejected_rows").asInt()).isEqualTo(1);
    }

    @Test
    void a_picture_that_products_share_is_fetched_once() throws Exception {
        JsonNode answer = dryRun(IntStream.range(0, 40)
                .mapToObj(i -> product("S-" + i, "", "/fine.jpg", "/large.jpg"))
                .toArray(String[]::new));

        assertThat(answer.path("accepted_rows").asInt()).isEqualTo(40);
        assertThat(answer.at("/images/looked_at").asInt()).isEqualTo(2);
        assertThat(SERVER.requests).hasValue(2);
    }

    @Test
    void beyond_the_bound_it_says_how_many_were_not_looked_at() throws Exception {
        IntStream.range(0, 10).forEach(i -> SERVER.serving("/" + i + ".jpg", Samples.jpeg(600, 600)));

        JsonNode answer = dryRun(IntStream.range(0, 10)
                .mapToObj(i -> product("S-" + i, "", "/" + i + ".jpg"))
                .toArray(String[]::new));

        assertThat(answer.path("accepted_rows").asInt()).isEqualTo(10);
        assertThat(answer.at("/images/looked_at").asInt()).isEqualTo(8);
        assertThat(answer.at("/images/not_looked_at").asInt()).isEqualTo(2);
        assertThat(answer.at("/images/rows/9/images/0/problem/code").asText()).isEqualTo("HUB-IMAGE-026");
        assertThat(SERVER.requests).hasValue(8);
    }

    @Test
    void pictures_are_left_alone_when_the_registration_would_leave_them_alone() throws Exception {
        JsonNode answer = json.readTree(post("""
                        {"products": [%s], "batch_settings": {"image_processing_enabled": false}}""".formatted(product("A", "", "/page.html"))));

        assertThat(answer.path("accepted_rows").asInt()).isEqualTo(1);
        assertThat(answer.has("images")).isFalse();
        assertThat(SERVER.requests).hasValue(0);
    }

    @Test
    void only_the_marketplaces_of_the_request_count() throws Exception {
        JsonNode answer = json.readTree(post("""
                        {"products": [%s], "target_platforms": ["coupang"]}""".formatted(product("A", "", "/fine.jpg"))));

        assertThat(answer.at("/images/rows/0/images/0/changes").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("coupang");
    }

    @Test
    void a_picture_the_hub_holds_is_looked_at_like_any_other() throws Exception {
        String key = hosted.store("a.png", new ByteArrayInputStream(Samples.png(640, 640)));

        JsonNode answer = dryRun(product("A", "", ImageRef.HUB_MEDIA + key));

        assertThat(texts(answer.at("/images/rows/0/images/0/changes/coupang")))
                .containsExactly("converted from PNG to JPEG");
    }

    @Test
    void the_check_folder_writes_it_beside_each_row_and_the_file_can_be_dropped_again() throws Exception {
        SERVER.serving("/b.jpg", Samples.jpeg(2000, 1000));
        String text = "판매자상품코드,상품명,카테고리,판매가,대표이미지,추가이미지\n"
                + "P-1,머그컵,생활/주방,12900,%s,%s\n".formatted(SERVER.url("/fine.jpg"), SERVER.url("/b.jpg"))
                + "P-2,머그컵,생활/주방,12900,%s,\n".formatted(SERVER.url("/page.html"));
        Files.writeString(intake.inbox().resolve("check/plan.csv"), text);

        List<String> lines = checked("plan.csv");

        assertThat(lines.get(0))
                .endsWith("line,status,code,message,image_check_coupang,image_check_naver,image_check_11st");
        assertThat(lines.get(1))
                .contains(",2,ok,,,")
                .contains("image 1: taken as it is | image 2: scaled from 2000 x 1000 to 1000 x 500")
                .contains("padded with white to 1000 x 1000");
        assertThat(lines.get(2)).contains(",3,rejected,HUB-IMAGE-010,", "images: ", "image 1: HUB-IMAGE-010");

        Files.writeString(
                intake.inbox().resolve("check/again.csv"),
                String.join("\n", lines).replace("/page.html", "/fine.jpg"));
        List<String> again = checked("again.csv");
        assertThat(again.get(0)).containsOnlyOnce("image_check_naver");
        assertThat(again.get(2)).contains(",3,ok,,,", "image 1: taken as it is");
    }

    @Test
    void pictures_in_a_zip_are_looked_at_without_being_kept() throws Exception {
        Path zip = intake.inbox().resolve("pack.zip.part");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            String text = "sku,name,category_id,price,main_image_url\n"
                    + "Z-1,머그컵,생활/주방,12900,wide.jpg\nZ-2,머그컵,생활/주방,12900,letter.jpg\n";
            put(out, "products.csv", text.getBytes(StandardCharsets.UTF_8));
            put(out, "wide.jpg", Samples.jpeg(2000, 1000));
            put(out, "letter.jpg", "dear reader".getBytes(StandardCharsets.UTF_8));
        }
        Files.move(zip, intake.inbox().resolve("check/pack.zip"));

        List<String> lines = checked("pack.zip");

        assertThat(lines.get(1)).contains("wide.jpg", ",ok,", "image 1: scaled from 2000 x 1000 to 1000 x 500");
        assertThat(lines.get(2)).contains("letter.jpg", ",rejected,HUB-IMAGE-010,");
        assertThat(hosted.holds(MediaKeys.of(Samples.jpeg(2000, 1000), ImageFormat.JPEG)))
                .isFalse();
    }

    @Test
    void a_note_tells_when_the_check_folder_could_not_look_at_everything() throws Exception {
        String text = "sku,name,category_id,price,main_image_url\n"
                + IntStream.range(0, 9)
                        .mapToObj(i -> "N-%d,머그컵,생활/주방,12900,%s\n".formatted(i, SERVER.url("/fine.jpg?" + i)))
                        .collect(Collectors.joining());
        Files.writeString(intake.inbox().resolve("check/many.csv"), text);

        List<String> lines = checked("many.csv");

        assertThat(lines.get(8)).contains(",ok,", "image 1: taken as it is");
        assertThat(lines.get(9)).contains(",ok,", "image 1: HUB-IMAGE-026 ");
        assertThat(intake.inbox().resolve("done/many.csv.note.txt")).content().contains("8장", "1 times");
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
    }

    private List<String> checked(String name) throws IOException {
        Path done = intake.inbox().resolve("done");
        await().until(() -> Files.exists(done.resolve(name)));
        return Files.readAllLines(done.resolve(name + ".check.csv"));
    }

    private static String product(String sku, String detail, String... images) {
        String all = Arrays.stream(images)
                .map(image -> "\"" + (image.startsWith("/") ? SERVER.url(image) : image) + "\"")
                .collect(Collectors.joining(","));
        return """
                {"sku": "%s", "name": "상품", "price": 29900, "category_id": "123", "description": "%s", "images": [%s]}""".formatted(sku, detail, all);
    }

    private JsonNode dryRun(String... products) throws Exception {
        return json.readTree(post("{\"products\": [" + String.join(",", products) + "]}"));
    }

    private String post(String body) throws Exception {
        HttpResponse<String> answer =
                post("/registration/batch?dry_run=true", "application/json", body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
