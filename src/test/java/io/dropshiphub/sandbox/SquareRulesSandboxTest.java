package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static io.dropshiphub.sandbox.SquareCaller.PAYMENTS;
import static io.dropshiphub.sandbox.SquareCaller.REFUNDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the simulated Square refuses before it does anything. */
class SquareRulesSandboxTest {

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());
    private final SquareCaller square = new SquareCaller(caller);

    @AfterEach
    void nothingWasCharged() throws Exception {
        assertThat(text(caller.control("GET", "/payments?service=square", ""))).isEqualTo("[]");
        caller.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source_id | null | MISSING_REQUIRED_PARAMETER | source_id",
                "source_id | \"\" | VALUE_EMPTY | source_id",
                "source_id | 5 | EXPECTED_STRING | source_id",
                "idempotency_key | null | MISSING_REQUIRED_PARAMETER | idempotency_key",
                "idempotency_key | \"0123456789012345678901234567890123456789012345\" | VALUE_TOO_LONG | idempotency_key",
                "amount_money | null | MISSING_REQUIRED_PARAMETER | amount_money",
                "amount_money | 1099 | EXPECTED_OBJECT | amount_money",
                "amount_money | {\"currency\":\"USD\"} | MISSING_REQUIRED_PARAMETER | amount_money.amount",
                "amount_money | {\"amount\":1099} | MISSING_REQUIRED_PARAMETER | amount_money.currency",
                "amount_money | {\"amount\":10.99,\"currency\":\"USD\"} | EXPECTED_INTEGER | amount_money.amount",
                "amount_money | {\"amount\":\"1099\",\"currency\":\"USD\"} | EXPECTED_INTEGER | amount_money.amount",
                "amount_money | {\"amount\":0,\"currency\":\"USD\"} | VALUE_TOO_LOW | amount_money.amount",
                "amount_money | {\"amount\":99999999999,\"currency\":\"USD\"} | VALUE_TOO_HIGH | amount_money.amount",
                "amount_money | {\"amount\":1099,\"currency\":\"KRW\"} | UNSUPPORTED_CURRENCY | amount_money.currency",
                "amount_money | {\"amount\":1099,\"currency\":\"EUR\"} | INVALID_VALUE | amount_money.currency",
                "amount_money | {\"amount\":1099,\"currency\":1} | EXPECTED_STRING | amount_money.currency",
                "amount_money | {\"amount\":1,\"currency\":\"USD\",\"x\":1} | BAD_REQUEST |",
                "autocomplete | \"false\" | EXPECTED_BOOLEAN | autocomplete",
                "delay_duration | \"a week\" | INVALID_VALUE | delay_duration",
                "delay_action | \"LATER\" | INVALID_ENUM_VALUE | delay_action",
                "reference_id | \"01234567890123456789012345678901234567890\" | VALUE_TOO_LONG | reference_id",
                "statement_description_identifier | \"012345678901234567890\" | VALUE_TOO_LONG | statement_description_identifier",
                "metadata | {} | BAD_REQUEST |"
            })
    void a_payment_has_rules(String name, String value, String code, String field) throws Exception {
        ObjectNode payment = SquareCaller.payment("cnon:card-nonce-ok");
        payment.set(name, SandboxCaller.json("{\"value\":" + value + "}").get("value"));
        HttpResponse<byte[]> reply = square.post(PAYMENTS, payment);
        assertThat(reply.statusCode()).isEqualTo(400);
        JsonNode error = tree(reply).at("/errors/0");
        assertThat(error.path("category").asText()).isEqualTo("INVALID_REQUEST_ERROR");
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("field").textValue()).isEqualTo(field);
        assertThat(error.path("detail").asText()).isNotEmpty();
    }

    @Test
    void a_refund_has_rules() throws Exception {
        ObjectNode refund = SquareCaller.refund("p", 1);
        refund.remove("amount_money");
        assertThat(tree(square.post(REFUNDS, refund)).at("/errors/0/field").asText())
                .isEqualTo("amount_money");
        assertThat(tree(square.post(REFUNDS, SquareCaller.refund("p", 1).put("reason", "r".repeat(193))))
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("VALUE_TOO_LONG");
        assertThat(square.post(REFUNDS, SquareCaller.refund("p", 1).put("unlinked", true))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_caller_proves_who_it_is_and_says_what_it_speaks() throws Exception {
        assertThat(square.send(square.request(PAYMENTS).setHeader("Authorization", "Bearer nobody"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(square.send(square.request(PAYMENTS).setHeader("Square-Version", "latest"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(square.send(square.request(PAYMENTS).POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(tree(square.post(PAYMENTS, "source_id=1"))
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("EXPECTED_JSON_BODY");
        assertThat(square.get("/v2/customers").statusCode()).isEqualTo(404);
        assertThat(tree(square.post(
                                PAYMENTS,
                                SquareCaller.payment("cnon:card-nonce-ok").put("location_id", "L")))
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void troubles_look_like_the_services_own() throws Exception {
        caller.fault("{\"service\":\"square\",\"kind\":\"rate-limit\",\"times\":1}");
        HttpResponse<byte[]> tooMany = square.get(PAYMENTS);
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(tree(tooMany).at("/errors/0/category").asText()).isEqualTo("RATE_LIMIT_ERROR");
        caller.fault("{\"service\":\"square\",\"kind\":\"server-error-before-acting\",\"status\":503,\"times\":1}");
        assertThat(tree(square.get(PAYMENTS)).at("/errors/0/code").asText()).isEqualTo("SERVICE_UNAVAILABLE");
    }
}
