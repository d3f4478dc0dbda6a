package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.images.codec.ImageFormat;
import io.dropshiphub.product.ImageRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pictures that are sent to the hub, and the list of what it did with pictures. */
class ImageUploadTest extends HubWithPictures {

    private static final String BOUNDARY = "----hub-test-boundary";
    private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;

    @Autowired
    PictureRequests requests;

    private final ByteArrayOutputStream form = new ByteArrayOutputStream();

    @Test
    void a_picture_as_the_body_is_kept_and_named() throws Exception {
        byte[] picture = Samples.turnedJpeg(900, 600, 6);

        HttpResponse<String> answer = post("/images?name=tee.jpg", "image/jpeg", picture);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode image = json.readTree(answer.body()).at("/images/0");
        String key = MediaKeys.of(picture, ImageFormat.JPEG);
        assertThat(image.path("name").asText()).isEqualTo("tee.jpg");
        assertThat(image.path("image").asText()).isEqualTo(ImageRef.HUB_MEDIA + key);
        assertThat(image.path("format").asText()).isEqualTo("jpeg");
        // as it is looked at: the camera lay on its side
        assertThat(image.path("width").asInt()).isEqualTo(600);
        assertThat(image.path("height").asInt()).isEqualTo(900);
        assertThat(image.path("bytes").asInt()).isEqualTo(picture.length);
        assertThat(image.path("url").asText()).endsWith("/media/" + key);
        assertThat(hosted.read(key)).isEqualTo(picture);
    }

    @Test
    void the_same_picture_again_has_the_same_name() throws Exception {
        byte[] picture = Samples.png(320, 200);

        // what it is shows by its content, not by what its sender says
        String first = post("/images", "application/octet-stream", picture).body();
        String second = post("/images", "image/gif", picture).body();

        assertThat(json.readTree(second)).isEqualTo(json.readTree(first));
        assertThat(json.readTree(first).at("/images/0/format").asText()).isEqualTo("png");
    }

    @Test
    void a_form_may_hold_several_files_and_a_bad_one_does_not_refuse_the_others() throws Exception {
        field("comment", "spring");
        file("file", "티셔츠.jpg", Samples.jpeg(600, 600));
        file("file", "C:\\pictures\\notes.txt", "dear reader".getBytes(StandardCharsets.UTF_8));
        file("file", "mug.png", Samples.png(500, 500));

        HttpResponse<String> answer = post("/images", FORM, form());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(207);
        JsonNode body = json.readTree(answer.body());
        assertThat(body.path("images").findValuesAsText("name")).containsExactly("티셔츠.jpg", "mug.png");
        assertThat(body.path("problems")).hasSize(1);
        assertThat(body.at("/problems/0/name").asText()).isEqualTo("notes.txt");
        assertThat(body.at("/problems/0/code").asText()).isEqualTo("HUB-IMAGE-010");
        assertThat(body.at("/problems/0").has("may_pass")).isFalse();
    }

    @Test
    void when_no_file_is_kept_the_answer_is_a_problem_that_lists_why() throws Exception {
        HttpResponse<String> page =
                post("/images?name=p.html", "image/jpeg", "<html>".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> nothing = post("/images", "image/jpeg", new byte[0]);
        HttpResponse<String> large = post("/images", "image/jpeg", new byte[1_500_000]);

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = json.readTree(page.body());
        assertThat(problem.path("code").asText()).isEqualTo("HUB-IMAGE-031");
        assertThat(problem.at("/problems/0/code").asText()).isEqualTo("HUB-IMAGE-010");
        assertThat(problem.at("/problems/0/message").asText()).contains("p.html");
        assertThat(json.readTree(nothing.body()).at("/problems/0/code").asText())
                .isEqualTo("HUB-IMAGE-016");
        assertThat(json.readTree(large.body()).at("/problems/0/code").asText()).isEqualTo("HUB-IMAGE-009");
    }

    @Test
    void a_form_without_files_with_too_much_or_broken_is_refused_with_its_code() throws Exception {
        field("comment", "spring");
        assertProblem(post("/images", FORM, form()), 400, "HUB-IMAGE-032");

        for (int i = 0; i < 6; i++) {
            file("file", i + ".jpg", Samples.jpeg(100, 100));
        }
        assertProblem(post("/images", FORM, form()), 413, "HUB-IMAGE-033");

        for (int i = 0; i < 3; i++) {
            file("file", i + ".bin", new byte[900_000]);
        }
        assertProblem(post("/images", FORM, form()), 413, "HUB-IMAGE-033");

        file("file", "a.jpg", Samples.jpeg(100, 100));
        byte[] whole = form();
        assertProblem(post("/images", FORM, java.util.Arrays.copyOf(whole, whole.length - 60)), 400, "HUB-IMAGE-034");
        assertProblem(post("/images", "multipart/form-data", whole), 400, "HUB-IMAGE-034");
    }

    @Test
    void an_uploaded_picture_can_be_named_in_a_product_and_an_unknown_one_cannot() throws Exception {
        String image = json.readTree(
                        post("/images", "image/png", Samples.png(700, 700)).body())
                .at("/images/0/image")
                .asText();
        String product = """
                {"products": [{"sku": "U-1", "name": "머그컵", "price": 1000, "category_id": "123", "main_image_url": "%s"}]}""";

        HttpResponse<String> known = post(
                "/registration/batch",
                "application/json",
                product.formatted(image).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> unknown = post(
                "/registration/batch",
                "application/json",
                product.formatted(ImageRef.HUB_MEDIA + "f".repeat(32) + ".png").getBytes(StandardCharsets.UTF_8));

        assertThat(known.statusCode()).as(known.body()).isEqualTo(202);
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(json.readTree(unknown.body()).at("/problems/0/code").asText())
                .isEqualTo("HUB-INTAKE-138");
        assertThat(json.readTree(unknown.body()).at("/problems/0/column").asText())
                .isEqualTo("main_image_url");
    }

    @Test
    void lists_what_became_of_source_pictures_newest_first_and_without_secrets() throws Exception {
        SERVER.serving("/job.jpg", Samples.jpeg(800, 600));
        Set<ImageRule> rules = Settings.with().specs().get("naver").rules();
        requests.get(new ImageRef(SERVER.url("/job.jpg?token=hush")), rules).join();
        requests.get(new ImageRef(SERVER.url("/gone.jpg")), rules)
                .exceptionally(e -> null)
                .join();

        JsonNode all = json.readTree(get("/images/jobs").body()).path("jobs");

        assertThat(all.at("/0/source").asText()).endsWith("/gone.jpg");
        assertThat(all.at("/0/state").asText()).isEqualTo("refused");
        assertThat(all.at("/0/code").asText()).isEqualTo("HUB-IMAGE-007");
        assertThat(all.at("/0/attempts").asInt()).isEqualTo(1);
        JsonNode done = all.path(1);
        assertThat(done.path("source").asText()).contains("/job.jpg?token=…").doesNotContain("hush");
        assertThat(done.path("format").asText()).isEqualTo("jpeg");
        assertThat(done.path("width").asInt()).isEqualTo(800);
        assertThat(done.path("fetched_at").asText()).startsWith("20");
        assertThat(json.readTree(get("/images/jobs?state=done&limit=1").body()).path("jobs"))
                .hasSize(1);
        assertThat(json.readTree(get("/images/jobs?state=working").body()).path("jobs"))
                .isEmpty();
        assertProblem(get("/images/jobs?state=lost"), 400, "HUB-REST-003");
        assertProblem(get("/images/jobs?limit=0"), 400, "HUB-REST-003");
    }

    @Test
    void the_interface_description_names_both_calls() throws Exception {
        JsonNode paths = json.readTree(get("/openapi").body()).path("paths");

        JsonNode upload = paths.path("/images").path("post");
        assertThat(upload.at("/requestBody/required").asBoolean()).isTrue();
        assertThat(upload.path("responses").has("207")).isTrue();
        assertThat(paths.path("/images/jobs").path("get").path("parameters").findValuesAsText("name"))
                .containsExactlyInAnyOrder("owner", "state", "limit");
    }

    @Test
    void many_at_once_are_all_kept() {
        List<Integer> answers = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return post("/images", "image/jpeg", Samples.jpeg(100 + i, 100))
                                .statusCode();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();

        assertThat(answers).hasSize(24).containsOnly(201);
        assertThat(hosted.holds(MediaKeys.of(Samples.jpeg(123, 100), ImageFormat.JPEG)))
                .isTrue();
    }

    private void assertProblem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json.readTree(answer.body()).path("code").asText()).isEqualTo(code);
    }

    private void field(String name, String value) throws IOException {
        part("form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    private void file(String field, String name, byte[] content) throws IOException {
        part("form-data; name=\"" + field + "\"; filename=\"" + name + "\"", content);
    }

    private void part(String disposition, byte[] content) throws IOException {
        form.write(("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.write(content);
        form.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** The form as it is sent; the next one begins empty. */
    private byte[] form() {
        form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        byte[] whole = form.toByteArray();
        form.reset();
        return whole;
    }
}
