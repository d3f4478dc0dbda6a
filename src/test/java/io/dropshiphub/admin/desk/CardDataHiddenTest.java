package io.dropshiphub.admin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.product.Role;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.BacklogTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.ResponseEntity;

/** A card number that somebody sends by mistake is nowhere afterwards: not in the answer, the log, the traces or any table. */
@ExtendWith(OutputCaptureExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class CardDataHiddenTest extends PaymentBed {

    private static final String CARD = "4111111111111111";
    private static final String CANARY = "canary-7b1e";

    /** Not everything: the test's own HTTP client would log what it sends. */
    private static final List<String> TALKATIVE = List.of(
            "io.dropshiphub",
            "org.apache.camel",
            "org.apache.catalina",
            "org.apache.coyote",
            "org.apache.tomcat",
            "org.springframework.jdbc",
            "org.springframework.security",
            "org.springframework.web.filter",
            "org.springframework.web.servlet");

    @Autowired
    private CamelContext camel;

    @Autowired
    private LoggingSystem logging;

    @BeforeEach
    void everything_is_logged() {
        TALKATIVE.forEach(logger -> logging.setLogLevel(logger, LogLevel.DEBUG));
    }

    @AfterEach
    void as_before() {
        TALKATIVE.forEach(logger -> logging.setLogLevel(logger, null));
    }

    @Test
    void a_card_number_is_nowhere_after_it_was_refused(CapturedOutput output) {
        BacklogTracer tracer = camel.getCamelContextExtension().getContextPlugin(BacklogTracer.class);
        tracer.setEnabled(true);
        tracer.setBacklogSize(1000);
        List<ResponseEntity<JsonNode>> answers = new ArrayList<>();
        String traces;
        try {
            // found everywhere, or the search is worth nothing
            JsonNode canary = post("", newKey(), wish(CANARY, "pm_card_visa", ", \"description\": \"" + CANARY + "\""))
                    .getBody();
            String id = canary.path("payment_id").asText();
            answers.add(post("", newKey(), wish("C-1", CARD, "")));
            answers.add(post("", newKey(), wish("C-2", "pm_card_visa", ", \"description\": \"my card " + CARD + "\"")));
            answers.add(post(
                    "", newKey(), wish("C-3", "pm_card_visa", ", \"metadata\": {\"x\": \"4111 1111-1111.1111\"}")));
            answers.add(post(
                    "", newKey(), wish("C-4", "pm_card_visa", ", \"card\": {\"number\": \"4111\", \"cvc\": \"737\"}")));
            answers.add(post("", newKey(), wish(CARD, "pm_card_visa", "")));
            answers.add(post("", CARD, wish("C-6", "pm_card_visa", "")));
            answers.add(post("?owner=" + CARD, newKey(), wish("C-7", "pm_card_visa", "")));
            answers.add(post("", newKey(), "{\"no JSON\": " + CARD));
            answers.add(post("/" + id + "/refunds", newKey(), "{\"reason\": \"back to " + CARD + "\"}"));
            answers.add(post("/" + CARD + "/void", newKey(), ""));
            answers.add(get(Role.ADMIN, "/" + CARD));
            answers.add(get(Role.ADMIN, "?order_id=" + CARD));
            answers.add(get(Role.ADMIN, "?card_number=1"));
            traces = tracer.dumpAllTracedMessagesAsJSon();
        } finally {
            tracer.setEnabled(false);
            tracer.clear();
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.getStatusCode().value())
                    .as("%s", answer.getBody())
                    .isEqualTo(422);
            assertThat(answer.getBody().path("code").asText()).isIn("HUB-PAY-101", "HUB-PAY-102");
            assertThat(answer.getBody().toString()).doesNotContain("1111", "737");
        });
        assertThat(traces).contains(CANARY).doesNotContain(CARD, "4111 1111", "\"737\"");
        assertThat(output.getAll()).contains("/api/v1/payments").doesNotContain(CARD, "4111 1111");
        assertThat(rows("payment")).anyMatch(row -> row.contains(CANARY));
        for (String table : tables()) {
            assertThat(rows(table)).as(table).noneMatch(row -> row.contains(CARD) || row.contains("4111 1111"));
        }
    }

    private List<String> tables() {
        return jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'"
                        + " and table_type = 'BASE TABLE'")
                .query(String.class)
                .list();
    }

    private List<String> rows(String table) {
        return jdbc.sql("select t::text from \"" + table + "\" t")
                .query(String.class)
                .list();
    }
}
