package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.PayPalCaller.ORDERS;
import static io.dropshiphub.sandbox.PayPalCaller.issue;
import static io.dropshiphub.sandbox.PayPalCaller.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulated PayPal takes as an order: its published shapes, and amounts by currency. */
class PayPalShapesSandboxTest {

    private static SandboxCaller caller;
    private static PayPalCaller paypal;

    @BeforeAll
    static void start() throws IOException {
        caller = new SandboxCaller(SandboxCaller.unlimited());
        paypal = new PayPalCaller(caller);
    }

    @AfterAll
    static void stop() {
        caller.close();
    }

    private static String create(String json) throws IOException {
        return issue(paypal.post(ORDERS, "k-" + json.hashCode(), json));
    }

    @ParameterizedTest
    @CsvSource({
        "USD, 10.999, 422 DECIMAL_PRECISION",
        "USD, 0.00, 422 CANNOT_BE_ZERO_OR_NEGATIVE",
        "USD, -1.00, 422 CANNOT_BE_ZERO_OR_NEGATIVE",
        "JPY, 100.00, 422 DECIMALS_NOT_SUPPORTED",
        "HUF, 100.5, 422 DECIMALS_NOT_SUPPORTED",
        "TWD, 100.0, 422 DECIMALS_NOT_SUPPORTED",
        "KRW, 5000, 422 INVALID_CURRENCY_CODE",
        "usd, 10.99, 422 INVALID_CURRENCY_CODE",
        "US, 10.99, 400 INVALID_STRING_LENGTH",
        "USD, '10,99', 400 INVALID_PARAMETER_SYNTAX",
        "USD, 1e3, 400 INVALID_PARAMETER_SYNTAX",
        "USD, 123456789012345678901234567890.99, 400 INVALID_STRING_LENGTH"
    })
    void refuses_an_amount(String currency, String value, String expected) throws IOException {
        assertThat(create(order("CAPTURE", currency, value, ""))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"USD, 10.99", "USD, 10", "USD, .5", "JPY, 100", "HUF, 1", "TWD, 30", "GBP, 0.01"})
    void takes_an_amount(String currency, String value) throws IOException {
        assertThat(paypal.post(ORDERS, null, order("CAPTURE", currency, value, ""))
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                          | 400 MALFORMED_REQUEST_JSON",
                "{\"intent\":                                                | 400 MALFORMED_REQUEST_JSON",
                "{}                                                          | 400 MISSING_REQUIRED_PARAMETER",
                "{\"intent\":\"SALE\"}                                       | 400 INVALID_PARAMETER_VALUE",
                "{\"intent\":\"CAPTURE\"}                                    | 400 MISSING_REQUIRED_PARAMETER",
                "{\"intent\":\"CAPTURE\",\"purchase_units\":{}}              | 400 INVALID_PARAMETER_SYNTAX",
                "{\"intent\":\"CAPTURE\",\"purchase_units\":[]}              | 400 INVALID_ARRAY_MIN_ITEMS",
                "{\"intent\":\"CAPTURE\",\"purchase_units\":[{}]}            | 400 MISSING_REQUIRED_PARAMETER",
                "{\"intent\":\"CAPTURE\",\"purchase_units\":[{\"amount\":5}]}| 400 INVALID_PARAMETER_SYNTAX"
            })
    void refuses_a_body(String json, String expected) throws IOException {
        assertThat(create(json)).isEqualTo(expected);
    }

    @Test
    void an_amount_has_to_be_text() throws IOException {
        String number = order("CAPTURE", "USD", "10.99", "").replace("\"10.99\"", "10.99");

        assertThat(create(number)).isEqualTo("400 INVALID_PARAMETER_SYNTAX");
    }

    @ParameterizedTest
    @CsvSource({"reference_id, 256", "custom_id, 127", "invoice_id, 127", "description, 127", "soft_descriptor, 22"})
    void texts_have_their_lengths(String field, int longest) throws IOException {
        ObjectNode body = SandboxCaller.json(order("CAPTURE", "USD", "10.99", ""));
        ObjectNode unit = (ObjectNode) body.at("/purchase_units/0");

        unit.put(field, "x".repeat(longest));
        assertThat(paypal.post(ORDERS, null, body.toString()).statusCode()).isEqualTo(201);
        unit.put(field, "x".repeat(longest + 1));
        assertThat(create(body.toString())).isEqualTo("400 INVALID_STRING_LENGTH");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | 400 INVALID_PARAMETER_VALUE",
                "{\"card\":{},\"paypal\":{}}               | 400 INVALID_PARAMETER_VALUE",
                "{\"cheque\":{}}                           | 422 PAYMENT_SOURCE_CANNOT_BE_USED",
                "{\"paypal\":{\"vault_id\":\"a b\"}}       | 400 INVALID_PARAMETER_SYNTAX",
                "{\"card\":{\"name\":\"Anna\"}}            | 403 PERMISSION_DENIED",
                "{\"token\":{\"type\":\"BILLING_AGREEMENT\"}} | 400 MISSING_REQUIRED_PARAMETER",
                "{\"paypal\":{\"experience_context\":{\"return_url\":\"no\"}}} | 400 INVALID_PARAMETER_SYNTAX"
            })
    void refuses_a_means_of_payment(String source, String expected) throws IOException {
        assertThat(create(order("CAPTURE", "USD", "10.99", ",\"payment_source\":" + source)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"paypal\":{\"vault_id", "card\":{\"vault_id", "card\":{\"single_use_token", "token\":{\"id"})
    void takes_a_vaulted_means_of_payment(String place) throws IOException {
        String json = order("CAPTURE", "USD", "10.99", ",\"payment_source\":{\"" + place + "\":\"any-1\"}}");

        assertThat(paypal.created("t" + place.hashCode(), json).path("status").asText())
                .isEqualTo("COMPLETED");
    }

    @Test
    void several_units_need_names_of_their_own_and_one_currency() throws IOException {
        String unit = "{\"reference_id\":\"%s\",\"amount\":{\"currency_code\":\"%s\",\"value\":\"1.00\"}}";
        String two = "{\"intent\":\"CAPTURE\",\"purchase_units\":[" + unit + "," + unit + "]}";

        assertThat(create(two.formatted("a", "USD", "a", "USD"))).isEqualTo("422 DUPLICATE_REFERENCE_ID");
        assertThat(create(two.formatted("a", "USD", "b", "EUR"))).isEqualTo("422 MULTI_CURRENCY_ORDER");
        assertThat(create(two.formatted("a", "USD", "b", "USD").replace("\"reference_id\":\"b\",", "")))
                .isEqualTo("422 REFERENCE_ID_REQUIRED");
        assertThat(paypal.post(ORDERS, null, two.formatted("a", "USD", "b", "USD"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_request_id_is_due_with_a_means_of_payment_and_has_at_most_108_characters() throws IOException {
        String json = order("CAPTURE", "any");

        assertThat(issue(paypal.post(ORDERS, null, json))).isEqualTo("400 PAYPAL_REQUEST_ID_REQUIRED");
        assertThat(issue(paypal.post(ORDERS, "x".repeat(109), json))).isEqualTo("400 INVALID_STRING_LENGTH");
        assertThat(paypal.post(ORDERS, "x".repeat(108), json).statusCode()).isEqualTo(201);
    }

    @Test
    void an_invoice_is_paid_once() throws IOException {
        String json = order("CAPTURE", "any").replace("\"custom_id\"", "\"invoice_id\":\"I-1\",\"custom_id\"");

        assertThat(paypal.post(ORDERS, "i1", json).statusCode()).isEqualTo(201);
        assertThat(issue(paypal.post(ORDERS, "i2", json))).isEqualTo("422 DUPLICATE_INVOICE_ID");
    }
}
