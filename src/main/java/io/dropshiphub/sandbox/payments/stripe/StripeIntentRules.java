package io.dropshiphub.sandbox.payments.stripe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What requests about payment intents may and must hold (the public OpenAPI document, stripe/openapi). */
final class StripeIntentRules {

    static final Set<String> READ = Set.of("expand", "expand[]", "client_secret");
    static final Set<String> CANCEL = Set.of("expand", "expand[]", "cancellation_reason");
    static final Set<String> CAPTURE = Set.of(
            "expand",
            "expand[]",
            "amount_to_capture",
            "application_fee_amount",
            "final_capture",
            "metadata",
            "statement_descriptor",
            "statement_descriptor_suffix",
            "transfer_data");

    private static final Set<String> CONFIRM = Set.of(
            "expand",
            "expand[]",
            "allowed_payment_method_types",
            "amount_details",
            "capture_method",
            "confirmation_token",
            "error_on_requires_action",
            "mandate",
            "mandate_data",
            "off_session",
            "payment_details",
            "payment_method",
            "payment_method_data",
            "payment_method_options",
            "radar_options",
            "receipt_email",
            "return_url",
            "setup_future_usage",
            "shipping",
            "use_stripe_sdk");

    private static final Set<String> CREATE = with(
            CONFIRM,
            "amount",
            "application_fee_amount",
            "automatic_payment_methods[enabled]",
            "automatic_payment_methods[allow_redirects]",
            "confirm",
            "confirmation_method",
            "currency",
            "customer",
            "customer_account",
            "description",
            "excluded_payment_method_types",
            "metadata",
            "on_behalf_of",
            "payment_method_configuration",
            "statement_descriptor",
            "statement_descriptor_suffix",
            "transfer_data",
            "transfer_group");

    private static final Set<String> CAPTURE_METHODS = Set.of("automatic", "automatic_async", "manual");
    private static final String METHOD_TYPES = "payment_method_types";
    private static final int SUFFIX = 22;
    private static final int DESCRIPTION = 1000;

    private StripeIntentRules() {}

    private static Set<String> with(Set<String> known, String... more) {
        Set<String> all = new HashSet<>(known);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }

    static void checkCreation(StripeParameters parameters, StripeVersion version) {
        parameters.allowOnly(version.knowsMethodTypes() ? with(CREATE, METHOD_TYPES) : CREATE);
        parameters.required("amount");
        parameters.required("currency");
        checkBoth(parameters);
        String customer = parameters.text("customer");
        if (customer != null && !customer.startsWith("cus_")) {
            throw StripeRefusal.invalid("resource_missing", "customer", "No such customer: '" + customer + "'");
        }
        parameters.text("description", DESCRIPTION);
        parameters.text("statement_descriptor_suffix", SUFFIX);
        if (parameters.has("statement_descriptor")) {
            throw StripeRefusal.invalid(
                    null,
                    "statement_descriptor",
                    "statement_descriptor is not supported for card charges. Use statement_descriptor_suffix instead.");
        }
        boolean automatic = parameters.hasAny("automatic_payment_methods");
        if (automatic) {
            parameters.required("automatic_payment_methods[enabled]");
            parameters.flag("automatic_payment_methods[enabled]");
            if (parameters.hasAny(METHOD_TYPES)) {
                throw StripeRefusal.invalid(
                        null, METHOD_TYPES, "Give either automatic_payment_methods or " + METHOD_TYPES + ".");
            }
        }
        boolean confirm = parameters.flag("confirm");
        for (String onlyWhenConfirming : List.of("off_session", "error_on_requires_action", "return_url")) {
            if (!confirm && parameters.has(onlyWhenConfirming)) {
                throw StripeRefusal.invalid(
                        null, onlyWhenConfirming, onlyWhenConfirming + " can only be given with confirm=true.");
            }
        }
        if (confirm) {
            checkReturn(parameters);
        }
    }

    /** Methods that send the payer elsewhere need a way back; which ones are offered is the account's choice by default. */
    private static void checkReturn(StripeParameters parameters) {
        String redirects = parameters.choice("automatic_payment_methods[allow_redirects]", Set.of("always", "never"));
        boolean cardsOnly = parameters.hasAny("allowed_payment_method_types") || parameters.hasAny(METHOD_TYPES);
        boolean never = "never".equals(redirects);
        if (!cardsOnly && !never && parameters.text("return_url") == null) {
            throw StripeRefusal.invalid(
                    null,
                    "return_url",
                    "This PaymentIntent may use payment methods that redirect the payer, so a return_url must be given, or"
                            + " automatic_payment_methods[allow_redirects] must be never.");
        }
    }

    static void checkConfirmation(StripeParameters parameters, StripeVersion version) {
        parameters.allowOnly(version.knowsMethodTypes() ? with(CONFIRM, METHOD_TYPES) : CONFIRM);
        checkBoth(parameters);
    }

    private static void checkBoth(StripeParameters parameters) {
        parameters.choice("capture_method", CAPTURE_METHODS);
        parameters.flag("error_on_requires_action");
        String returnUrl = parameters.text("return_url");
        if (returnUrl != null && !returnUrl.matches("[a-z][a-z0-9+.-]*://.+")) {
            throw StripeRefusal.invalid("url_invalid", "return_url", "Not a valid URL: " + returnUrl);
        }
        String email = parameters.text("receipt_email");
        if (email != null && !email.matches("[^@ ]+@[^@ ]+")) {
            throw StripeRefusal.invalid("email_invalid", "receipt_email", "Invalid email address: " + email);
        }
        if (parameters.has("payment_method_data[card][number]")) {
            throw StripeRefusal.invalid(
                    null,
                    "payment_method_data",
                    "Sending card numbers directly to the API is unsafe and not allowed for this account.");
        }
    }
}
