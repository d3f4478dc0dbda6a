package io.dropshiphub.intake.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.registration.BatchRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every awkward file has one expected report in corpus.expected. The reports as they are now stand in
 * target/corpus.actual after a run.
 */
class BadInputCorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/intake/corpus");
    private static final Path EXPECTED = Path.of("src/test/resources/intake/corpus.expected");
    private static final Map<String, byte[]> GENERATED = GeneratedFiles.all();
    private static final Map<String, String> ACTUAL = new TreeMap<>();

    @TempDir
    Path directory;

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            List<String> kept = files.map(file -> file.getFileName().toString()).toList();
            return Stream.concat(kept.stream(), GENERATED.keySet().stream()).sorted();
        }
    }

    static Map<String, String> expected() throws IOException {
        return Files.readAllLines(EXPECTED).stream()
                .filter(line -> !line.isBlank())
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(" -> ")),
                        line -> line.substring(line.indexOf(" -> ") + 4)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_awkward_file_gets_its_coded_report(String name) throws IOException {
        Path file = directory.resolve(name);
        byte[] content = GENERATED.get(name);
        Files.write(file, content == null ? Files.readAllBytes(CORPUS.resolve(name)) : content);

        String report = report(file, name);

        ACTUAL.put(name, report);
        assertThat(report)
                .doesNotContain(IntakeCode.UNEXPECTED.code())
                .isEqualTo(expected().get(name));
    }

    @Test
    void the_corpus_is_large_and_every_expectation_has_its_file() throws IOException {
        assertThat(names())
                .hasSizeGreaterThan(100)
                .containsExactlyInAnyOrderElementsOf(expected().keySet());
    }

    @AfterAll
    static void keep_actual_reports() throws IOException {
        Files.write(
                Path.of("target/corpus.actual"),
                ACTUAL.entrySet().stream()
                        .map(entry -> entry.getKey() + " -> " + entry.getValue())
                        .toList(),
                StandardCharsets.UTF_8);
    }

    private String report(Path file, String name) throws IOException {
        List<String> lines = new ArrayList<>();
        int good = 0;
        try (ProductRows rows = new ProductReader(ReadLimits.defaults(), directory, key -> true)
                .open(file, name, FileFacts.of(file), (picture, in) -> "0123." + in.readAllBytes().length + ".jpg")) {
            while (rows.hasNext()) {
                BatchRow row = rows.next();
                if (row.product() != null) {
                    good++;
                }
                row.problems()
                        .forEach(problem -> lines.add(problem.line() + " " + problem.column() + " "
                                + problem.code().replace("HUB-INTAKE-", "")));
            }
        } catch (IntakeProblem problem) {
            return "file " + problem.code().replace("HUB-INTAKE-", "");
        }
        return "good " + good + lines.stream().map(line -> "; " + line).collect(Collectors.joining());
    }
}
