package io.dropshiphub.intake.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.product.Product;
import io.dropshiphub.registration.BatchRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesAndResultsTest {

    private static final ImageStore STORE = (name, in) -> "00" + in.readAllBytes().length + ".jpg";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"products.csv", "products-by-variant.csv"})
    void the_sample_files_are_valid(String name) throws IOException {
        assertThat(read(Path.of("docs/samples", name)))
                .allSatisfy(row -> assertThat(row.problems()).isEmpty());
    }

    @Test
    void rows_of_a_group_become_one_product_with_its_variants() throws IOException {
        Product product =
                read(Path.of("docs/samples/products-by-variant.csv")).get(0).product();

        assertThat(product.sku().value()).isEqualTo("TEE-201");
        assertThat(product.optionNames()).containsExactly("색상", "사이즈");
        assertThat(product.variants()).extracting("extraPrice").containsExactly(0L, 1000L, 0L, 1000L);
        assertThat(product.variants()).extracting("sku").contains("TEE-201-WL");
        assertThat(product.stock()).isEqualTo(60);
    }

    @Test
    void a_products_stock_is_spread_over_its_variants_and_never_multiplied() throws IOException {
        Path file = write(
                "spread.csv",
                "sku,name,category_id,price,stock,main_image_url,options\nA,셔츠,c,100,10,https://e.com/a.jpg,크기:S,M,L\n"
                        .replace("크기:S,M,L", "\"크기:S,M,L\""));

        Product product = read(file).get(0).product();

        assertThat(product.variants()).extracting("stock").containsExactly(4, 3, 3);
        assertThat(product.stock()).isEqualTo(10);
    }

    @Test
    void a_missing_sku_is_always_made_the_same_way() throws IOException {
        String text = "name,category_id,price,main_image_url\n머그컵,생활/주방,%s,https://e.com/a.jpg\n";

        String first = read(write("a.csv", text.formatted("100"))).get(0).sku().value();
        String second = read(write("b.csv", text.formatted("200"))).get(0).sku().value();

        assertThat(first).startsWith("HUB-").hasSize(17).isEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "options-smartstore.csv",
                "groups.csv",
                "quote-never-closed.csv",
                "title-row-and-notes.csv",
                "formulas.csv",
                "options.json",
                "lines.jsonl",
                "object.json",
                "cp949.csv",
                "good.xlsx",
                "zip-good.zip"
            })
    void a_result_holds_every_verdict_and_reads_back_to_the_same_products(String name) throws IOException {
        byte[] generated = GeneratedFiles.all().get(name);
        Path input = directory.resolve(name);
        Files.write(
                input,
                generated == null ? Files.readAllBytes(Path.of("src/test/resources/intake/corpus", name)) : generated);
        List<BatchRow> rows = read(input);
        List<Verdict> outcomes =
                rows.stream().map(SamplesAndResultsTest::outcome).toList();
        Path target = directory.resolve("out.result.csv");

        new ResultFile(ReadLimits.defaults(), directory, List.of("listing_id_coupang", "image_check_naver"))
                .write(input, name, STORE, outcomes.iterator(), target);

        String text = Files.readString(target, StandardCharsets.UTF_8);
        for (Verdict outcome : outcomes) {
            assertThat(text).contains(outcome.status());
            assertThat(text).contains(outcome.more().get(0));
        }
        Map<String, Product> before = good(rows);
        assertThat(good(read(target))).isEqualTo(before);
        assertThat(target.resolveSibling(".out.result.csv.tmp")).doesNotExist();
    }

    @Test
    void what_a_spreadsheet_would_run_as_a_formula_is_disarmed_in_results() throws IOException {
        Path input = directory.resolve("formulas.csv");
        Files.copy(Path.of("src/test/resources/intake/corpus/formulas.csv"), input);
        Path target = directory.resolve("formulas.result.csv");

        new ResultFile(ReadLimits.defaults(), directory, List.of())
                .write(
                        input,
                        "formulas.csv",
                        null,
                        read(input).stream().map(SamplesAndResultsTest::outcome).iterator(),
                        target);

        assertThat(Files.readString(target)).contains("'=1+1", "'=cmd|").doesNotContain(",=cmd", "\n=1+1");
    }

    @Test
    void every_code_stands_in_the_documentation() throws IOException {
        String documentation = Files.readString(Path.of("docs/error-codes.md"));

        for (IntakeCode code : IntakeCode.values()) {
            assertThat(documentation).contains(code.code() + " |", code.title());
        }
        assertThat(List.of(IntakeCode.values()).stream().map(IntakeCode::code)).doesNotHaveDuplicates();
    }

    @Test
    void seen_skus_are_found_again_among_many() {
        SkuLines lines = new SkuLines();
        for (int i = 1; i <= 200_000; i++) {
            assertThat(lines.put("SKU-" + i, i)).isZero();
        }
        assertThat(lines.put("SKU-77", 999_999)).isEqualTo(77);
        assertThat(lines.lineOf("SKU-200001")).isZero();
    }

    private static Verdict outcome(BatchRow row) {
        return row.product() == null
                ? new Verdict(
                        row.line(),
                        row.lastLine(),
                        null,
                        "rejected",
                        row.problems().get(0).code(),
                        "…",
                        List.of("", ""))
                : new Verdict(
                        row.line(),
                        row.lastLine(),
                        row.sku().value(),
                        "registered",
                        null,
                        null,
                        List.of("9" + row.line(), ""));
    }

    private static Map<String, Product> good(List<BatchRow> rows) {
        return rows.stream()
                .filter(row -> row.product() != null)
                .collect(Collectors.toMap(row -> row.sku().value(), BatchRow::product));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private List<BatchRow> read(Path file) throws IOException {
        List<BatchRow> rows = new ArrayList<>();
        try (ProductRows found = new ProductReader(ReadLimits.defaults(), directory, key -> true)
                .open(file, file.getFileName().toString(), FileFacts.of(file), STORE)) {
            found.forEachRemaining(rows::add);
        }
        return rows;
    }
}
