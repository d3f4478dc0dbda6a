package io.dropshiphub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.intake.read.IntakeCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every error code of the hub is explained in docs/error-codes.md, and means one thing. */
class ErrorCodesTest {

    private static final Path DOCUMENT = Path.of("docs/error-codes.md");
    private static final Pattern CODE = Pattern.compile("HUB-[A-Z0-9]+-\\d{3}");
    private static final Pattern ROW = Pattern.compile("^\\| (" + CODE + ") \\|");

    /** The same verdict, reached in several places. */
    private static final Map<String, Set<String>> DELIBERATE = Map.of(
            // an earlier creation in doubt blocks a new one: seen when the row comes in, or when its turn comes
            "HUB-REG-012", Set.of("CurrentRegistrations", "Successors"),
            // a cancelled batch: in line, behind another job, or on its way to a retry
            "HUB-REG-014", Set.of("RegistrationBatches", "RegistrationOutcomes", "Successors"),
            // another password is wanted: said by the log-in, and the page shows the field for it
            "HUB-SECURITY-303", Set.of("LogInPage", "LoginProblem"),
            "HUB-SECURITY-304", Set.of("LogInPage", "LoginProblem"));

    @Test
    void every_code_is_documented_and_every_documented_code_exists() throws IOException {
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(inSources().keySet());
    }

    @Test
    void no_code_means_two_things() throws IOException {
        inSources().forEach((code, classes) -> assertThat(classes)
                .as("classes that use %s: a second meaning needs a second code", code)
                .isEqualTo(
                        DELIBERATE.getOrDefault(code, Set.of(classes.iterator().next()))));
    }

    /** Codes in the order of the document; a code that stands twice would make the document say two things. */
    private static Set<String> documented() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.find()) {
                assertThat(codes.add(row.group(1)))
                        .as("%s is documented once", row.group(1))
                        .isTrue();
            }
        }
        return codes;
    }

    /** The classes that use each code; comments do not count. */
    private static Map<String, Set<String>> inSources() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (IntakeCode code : IntakeCode.values()) {
            found.computeIfAbsent(code.code(), key -> new TreeSet<>()).add("IntakeCode");
        }
        try (Stream<Path> files = Stream.concat(Files.walk(Path.of("src/main")), Files.walk(Path.of("routes")))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                for (String line : Files.readAllLines(file)) {
                    Matcher code = CODE.matcher(withoutComment(line));
                    while (code.find()) {
                        found.computeIfAbsent(code.group(), key -> new TreeSet<>())
                                .add(file.getFileName().toString().replaceFirst("\\..*", ""));
                    }
                }
            }
        }
        return found;
    }

    private static String withoutComment(String line) {
        String text = line.strip();
        return text.startsWith("*") || text.startsWith("/*") || text.startsWith("//") || text.startsWith("#")
                ? ""
                : text;
    }
}
