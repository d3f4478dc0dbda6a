package io.dropshiphub.intake.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.registration.BatchRow;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rows; a failure names its seed. */
class RowFuzzTest {

    private static final String[] SCRAPS = {
        "", " ", "머그컵", "12900", "12,900원", "-1", "0", "\"", "'", "\u0000", "\uD83D", "\uFFFD", "😀", "색상{블랙|화이트}",
        "색상:빨강,노랑", "//", "{", "}", "|", ":", ",", "\n", "\r", ";", "\t", "=1+1", "https://e.com/a.jpg", "hub-media:x",
        "Y", "아니오", "1e999999", "99999999999999999999", "생활/주방", "G1", "\u202E", "[", "]", "null", "&lt;"
    };
    private static final String[] HEADERS = {
        "sku",
        "name",
        "category_id",
        "price",
        "list_price",
        "stock",
        "description",
        "main_image_url",
        "images",
        "brand",
        "tax_free",
        "tax_type",
        "adult_only",
        "search_tags",
        "group_id",
        "options",
        "option_name_1",
        "option_value_1",
        "option_name",
        "option_value",
        "extra_price",
        "option_stock",
        "variant_sku",
        "attributes",
        "속성:소재",
        "모르는 열"
    };

    private static final Map<String, byte[]> SMALL_FILES = GeneratedFiles.all();

    static {
        SMALL_FILES.values().removeIf(bytes -> bytes.length == 0 || bytes.length > 100_000);
    }

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void no_row_of_a_table_makes_the_reader_fail(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> header = new ArrayList<>(List.of(HEADERS));
        header.removeIf(name ->
                !List.of("name", "category_id", "price", "main_image_url").contains(name) && random.nextInt(3) == 0);
        StringBuilder text = new StringBuilder(String.join(",", header)).append('\n');
        for (int row = 0; row < 1000; row++) {
            for (int cell = 0; cell < header.size(); cell++) {
                String value = scrap(random) + (random.nextInt(4) == 0 ? scrap(random) : "");
                boolean quoted = random.nextInt(200) > 0;
                text.append(cell == 0 ? "" : ",").append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
            }
            text.append('\n');
        }

        demandCoded(seed, Files.writeString(directory.resolve("fuzz.csv"), utf8Safe(text.toString())), "fuzz.csv", 500);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void no_entry_of_a_list_makes_the_reader_fail(long seed) throws IOException {
        Random random = new Random(seed);
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode list = mapper.createArrayNode();
        for (int row = 0; row < 1000; row++) {
            ObjectNode product = list.addObject();
            for (String field : HEADERS) {
                any(product, field, random, 2);
            }
            if (random.nextBoolean()) {
                any(product, "variants", random, 3);
            }
        }

        demandCoded(
                seed, Files.write(directory.resolve("fuzz.json"), mapper.writeValueAsBytes(list)), "fuzz.json", 1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void a_file_with_random_bytes_changed_never_makes_the_reader_fail(long seed) throws IOException {
        Random random = new Random(seed);
        for (var file : SMALL_FILES.entrySet()) {
            byte[] bytes = file.getValue().clone();
            for (int i = 0; i < 8; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            demandCoded(seed, Files.write(directory.resolve(file.getKey()), bytes), file.getKey(), 0);
        }
    }

    @Test
    void rows_are_read_only_when_they_are_asked_for() throws IOException {
        long[] served = {0};
        CsvTable endless = new CsvTable(() -> endless(served), ',', 100);
        TableProducts products = new TableProducts(
                endless, ReadLimits.defaults(), new ProductRules(ReadLimits.defaults(), null, key -> true));
        try (ProductRows rows = new ProductRows(products, () -> {})) {
            for (int i = 0; i < 5000; i++) {
                assertThat(rows.next().product()).isNotNull();
            }
        }
        // five thousand rows are about 300,000 characters
        assertThat(served[0]).isLessThan(1_000_000);
    }

    private void demandCoded(long seed, Path file, String name, int atLeast) throws IOException {
        long rows = 0;
        try (ProductRows found = new ProductReader(ReadLimits.defaults(), directory, key -> true)
                .open(file, name, FileFacts.of(file), (picture, in) -> "0123.jpg")) {
            long last = 0;
            while (found.hasNext()) {
                BatchRow row = found.next();
                rows++;
                assertThat(row.line())
                        .as("lines go up, seed %d, %s", seed, name)
                        .isGreaterThan(last);
                assertThat(row.lastLine()).isGreaterThanOrEqualTo(row.line());
                last = row.lastLine();
                for (RowProblem problem : row.problems()) {
                    assertThat(problem.code())
                            .as("seed %d, %s, %s", seed, name, problem)
                            .startsWith("HUB-INTAKE-")
                            .isNotEqualTo(IntakeCode.UNEXPECTED.code());
                    assertThat(Texts.damage(problem.message()))
                            .as("seed %d, %s", seed, problem)
                            .isNotEqualTo(IntakeCode.CONTROL_CHARACTER);
                }
            }
        } catch (IntakeProblem coded) {
            assertThat(atLeast).as("seed %d, %s", seed, coded.getMessage()).isZero();
        }
        assertThat(rows).as("seed %d", seed).isGreaterThanOrEqualTo(atLeast);
    }

    private static void any(ObjectNode into, String field, Random random, int depth) {
        switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0, 1, 2 -> into.put(field, scrap(random));
            case 3 -> into.put(field, random.nextLong());
            case 4 -> into.put(field, random.nextDouble() * Math.pow(10, random.nextInt(600) - 300));
            case 5 -> into.putNull(field);
            case 6 -> {
                ArrayNode array = into.putArray(field);
                for (int i = 0; i < random.nextInt(4); i++) {
                    any(array.addObject(), "name", random, depth - 1);
                    array.add(scrap(random));
                }
            }
            default -> {
                ObjectNode object = into.putObject(field);
                for (String name :
                        List.of("name", "values", "options", "option_values", "price", "stock", scrap(random))) {
                    any(object, name, random, depth - 1);
                }
            }
        }
    }

    private static String scrap(Random random) {
        return SCRAPS[random.nextInt(SCRAPS.length)];
    }

    /** Half a pair cannot be written as UTF-8; in JSON it can, escaped. */
    private static String utf8Safe(String text) {
        return text.codePoints()
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static Reader endless(long[] served) {
        return new Reader() {
            private final StringReader header = new StringReader("sku,name,category_id,price,main_image_url\n");
            private StringReader row;
            private long number;

            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                int n = header.read(buffer, offset, length);
                if (n < 0 && row != null) {
                    n = row.read(buffer, offset, length);
                }
                if (n < 0) {
                    row = new StringReader("E-" + number++ + ",머그컵,생활/주방,12900,https://e.com/a.jpg\n");
                    n = row.read(buffer, offset, length);
                }
                served[0] += n;
                return n;
            }

            @Override
            public void close() {
                header.close();
            }
        };
    }
}
