package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static io.dropshiphub.sandbox.StripeCaller.INTENTS;
import static io.dropshiphub.sandbox.StripeCaller.REFUNDS;
import static io.dropshiphub.sandbox.StripeCaller.form;
import static io.dropshiphub.sandbox.StripeCaller.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulated Stripe refuses before it does anything. */
class StripeRulesSandboxTest {

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());
    private final StripeCaller stripe = new StripeCaller(caller);

    @AfterEach
    void nothingWasCharged() throws Exception {
        for (JsonNode row : tree(caller.control("GET", "/payments", ""))) {
            assertThat(row.path("captured").asText()).matches("0(\\.0+)?");
        }
        caller.close();
    }

    private void assertRefused(HttpResponse<byte[]> reply, String code, String param) throws Exception {
        assertThat(reply.statusCode()).as(text(reply)).isEqualTo(400);
        JsonNode error = tree(reply).path("error");
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").textValue()).isEqualTo(code);
        assertThat(error.path("param").textValue()).isEqualTo(param);
        assertThat(error.path("message").asText()).isNotEmpty();
    }

    @Test
    void only_forms_are_taken() throws Exception {
        HttpResponse<byte[]> json = stripe.send(stripe.request(INTENTS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"amount\":1099,\"currency\":\"usd\"}")));
        assertRefused(json, null, null);
        assertThat(text(json)).contains("application/x-www-form-urlencoded");
        assertRefused(
                stripe.send(stripe.request(INTENTS).POST(BodyPublishers.ofString(form("amount", "1099")))), null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "amount=1099, parameter_missing, currency",
        "currency=usd, parameter_missing, amount",
        "amount=10.99&currency=usd, parameter_invalid_integer, amount",
        "amount=&currency=usd, parameter_invalid_empty, amount",
        "amount=-1&currency=usd, parameter_invalid_integer, amount",
        "amount=49&currency=usd, amount_too_small, amount",
        "amount=29&currency=gbp, amount_too_small, amount",
        "amount=17499&currency=huf, amount_too_small, amount",
        "amount=100000000&currency=usd, amount_too_large, amount",
        "amount=550&currency=isk, parameter_invalid_integer, amount",
        "amount=550&currency=ugx, parameter_invalid_integer, amount",
        "amount=5124&currency=kwd, parameter_invalid_integer, amount",
        "amount=1099&currency=USD,, currency",
        "amount=1099&currency=usdt,, currency",
        "amount=1099&currency=usd&order_id=1, parameter_unknown, order_id",
        "amount=1099&currency=usd&automatic_payment_methods[foo]=1, parameter_unknown, automatic_payment_methods[foo]",
        "amount=1099&currency=usd&payment_method_types[]=card, parameter_unknown, payment_method_types[]",
        "amount=1099&currency=usd&payment_method=pm_of_nobody, resource_missing, payment_method",
        "amount=1099&currency=usd&customer=42, resource_missing, customer",
        "amount=1099&currency=usd&statement_descriptor=SHOP,, statement_descriptor",
        "amount=1099&currency=usd&confirm=true&return_url=https://a.example, parameter_missing, payment_method",
        "amount=1099&currency=usd&confirm=yes,, confirm",
        "amount=1099&currency=usd&confirm=true&payment_method=pm_card_visa,, return_url",
        "amount=1099&currency=usd&off_session=true,, off_session",
        "amount=1099&currency=usd&error_on_requires_action=true,, error_on_requires_action",
        "amount=1099&currency=usd&capture_method=later,, capture_method",
        "amount=1099&currency=usd&receipt_email=nobody, email_invalid, receipt_email",
        "amount=1099&currency=usd&expand[]=nothing,, expand",
        "amount=1099&currency=usd&payment_method_data[card][number]=4242,, payment_method_data",
        "amount=1099&currency=usd&automatic_payment_methods[allow_redirects]=never,"
                + " parameter_missing, automatic_payment_methods[enabled]",
    })
    void an_intent_has_rules(String form, String code, String param) throws Exception {
        assertRefused(
                stripe.send(stripe.request(INTENTS)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))),
                code,
                param);
    }

    @Test
    void metadata_is_short() throws Exception {
        assertRefused(
                stripe.post(INTENTS, payment("pm_card_visa", "metadata[" + "k".repeat(41) + "]", "v")),
                null,
                "metadata[" + "k".repeat(41) + "]");
        assertRefused(
                stripe.post(INTENTS, payment("pm_card_visa", "metadata[k]", "v".repeat(501))), null, "metadata[k]");
    }

    /** Gone since 2026-09-30 (the change log of the vendor's Node SDK). */
    @Test
    void an_older_version_still_knows_the_method_types() throws Exception {
        String[] parameters = {"amount", "50", "currency", "usd", "payment_method_types[]", "card"};
        stripe.version = "2026-09-30.endive";
        assertRefused(stripe.post(INTENTS, parameters), "parameter_unknown", "payment_method_types[]");
        stripe.version = "2026-07-29.dahlia";
        assertThat(stripe.post(INTENTS, parameters).statusCode()).isEqualTo(200);
        stripe.version = "2023-08-16";
        assertThat(stripe.post(INTENTS, parameters).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10-28", "2023-08-16.endive", "latest", "2026-02-31.clover"})
    void a_version_has_a_form(String version) throws Exception {
        stripe.version = version;
        assertRefused(stripe.get(INTENTS), null, null);
    }

    @Test
    void a_refund_says_of_what() throws Exception {
        assertRefused(stripe.post(REFUNDS, "amount", "1"), "parameter_missing", null);
        assertRefused(stripe.post(REFUNDS, "payment_intent", "pi_none"), "resource_missing", "payment_intent");
        String id = stripe.pay("pm_card_visa", "capture_method", "manual")
                .path("id")
                .asText();
        assertRefused(stripe.post(REFUNDS, "payment_intent", id, "reason", "changed_mind"), null, "reason");
        assertRefused(stripe.post(REFUNDS, "payment_intent", id), "payment_intent_unexpected_state", null);
        assertRefused(stripe.post(REFUNDS, "payment_intent", id, "note", "x"), "parameter_unknown", "note");
        assertRefused(
                stripe.post(INTENTS + "/" + id + "/cancel", "cancellation_reason", "bored"),
                null,
                "cancellation_reason");
    }
}
