package io.dropshiphub.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Says of every call of routes/ that changes something whether secrets pass there: a new one has to be put in a list. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HiddenBodiesTest {

    /** Calls whose answers, and only they, hold secrets: their routes answer by security-answer-once. */
    private static final Set<String> SECRET_ANSWERS =
            Set.of("security-user-create-call", "security-user-reset-password-call", "security-api-key-create-call");

    /** Calls that neither bring nor give any: traces show their bodies. */
    private static final Set<String> PLAIN = Set.of(
            "admin-account-pause-call",
            "admin-account-resume-call",
            "admin-account-test-call",
            "admin-allocation-move-call",
            "admin-batch-cancel-call",
            "admin-batch-pause-call",
            "admin-batch-resume-call",
            "admin-batch-retry-call",
            "admin-category-map-call",
            "admin-dead-letter-discard-call",
            "admin-dead-letter-edit-call",
            "admin-dead-letter-replay-all-call",
            "admin-dead-letter-replay-call",
            "admin-key-rotate-call",
            "admin-platform-pause-call",
            "admin-platform-resume-call",
            "admin-template-default-call",
            "admin-template-put-call",
            "admin-template-replace-call",
            "images-rest-upload",
            "intake-rest-batch",
            "intake-rest-single",
            "payments-reconciliation-ask-call",
            "security-user-change-call",
            "security-user-log-out-call");

    @Test
    void of_every_call_that_changes_something_it_is_said_whether_secrets_pass_there() throws IOException {
        Set<String> known = new TreeSet<>(PLAIN);
        known.addAll(SECRET_ANSWERS);
        known.addAll(HiddenBodies.CALLS);
        known.add(HiddenBodies.WEBHOOK);

        assertThat(new TreeSet<>(calls())).isEqualTo(known);
        assertThat(PLAIN).doesNotContainAnyElementsOf(HiddenBodies.CALLS);
    }

    @Test
    void answers_with_secrets_are_hidden_on_their_way() throws IOException {
        for (String call : SECRET_ANSWERS) {
            String route = call.substring(0, call.length() - "-call".length());
            assertThat(text()).containsPattern("id: " + route + "-json\\s+uri: direct:security-answer-once\\s");
        }
    }

    private static List<String> calls() throws IOException {
        return files().stream()
                .flatMap(file -> ((List<?>) new Yaml().load(file)).stream())
                .map(element -> ((Map<?, ?>) element).get("rest"))
                .filter(Map.class::isInstance)
                .flatMap(rest -> Stream.of("post", "put", "patch").map(((Map<?, ?>) rest)::get))
                .filter(List.class::isInstance)
                .flatMap(calls -> ((List<?>) calls).stream())
                .map(call -> (String) ((Map<?, ?>) call).get("id"))
                .toList();
    }

    private static String text() throws IOException {
        return String.join("\n", files());
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(Path.of("routes"))) {
            List<Path> found = paths.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .toList();
            List<String> texts = new ArrayList<>();
            for (Path path : found) {
                texts.add(Files.readString(path));
            }
            return texts;
        }
    }
}
