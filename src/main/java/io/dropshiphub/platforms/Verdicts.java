package io.dropshiphub.platforms;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;

/** The verdicts that are the same for every marketplace, with one wording and one code each. */
public final class Verdicts {

    /** Code of the verdict that an account's listing template lacks a field; no call tells when that is mended. */
    public static final String TEMPLATE_LACKS = "HUB-PLATFORMS-002";

    private Verdicts() {}

    /** Refused by the hub's own check, before a call was spent. */
    public static CallFailed refused(String code, String message, String field) {
        return new CallFailed(Outcome.rejected(code, message, field), null);
    }

    /**
     * The marketplace failed, or its answer cannot be read. Thrown, so that the circuit breaker counts it.
     *
     * @param platform marketplace key
     * @param call what was asked
     * @param reply what came back
     * @param why the failure in a few words
     */
    public static CallFailed unusable(String platform, ApiCall call, ApiReply reply, String why) {
        String what = platform + " answered " + call + " with HTTP " + reply.status() + ": " + why + " ["
                + reply.excerpt() + "]";
        // a 3xx or 4xx says that the request was not carried out; 408 is the exception
        boolean declined = reply.status() >= 300 && reply.status() < 500 && reply.status() != 408;
        return call.creates() && !declined
                ? new CallFailed(
                        Outcome.of(
                                OutcomeClass.UNKNOWN,
                                "HUB-CALL-005",
                                what
                                        + ". The listing may exist; the hub looks it up by seller SKU before anything else."),
                        null)
                : new CallFailed(
                        Outcome.of(
                                OutcomeClass.NOT_SENT,
                                "HUB-CALL-007",
                                what + ". Nothing was created; the call is tried again by schedule."),
                        null);
    }

    /**
     * The account's template lacks a field without which no listing can be made. Of class AUTH: that pauses the account
     * instead of refusing one product after the other.
     */
    public static CallFailed templateLacks(String platform, long accountId, String field) {
        return new CallFailed(
                Outcome.of(
                        OutcomeClass.AUTH,
                        TEMPLATE_LACKS,
                        "The listing template of account " + accountId + " lacks '" + field + "', which " + platform
                                + " demands of every listing; nothing was sent. Set it in the account's template: the account then"
                                + " goes on by itself."),
                null);
    }

    /** Nobody has said which category of the marketplace stands for the product's category. */
    public static CallFailed unmapped(String platform, String hubCategory) {
        return refused(
                "HUB-PLATFORMS-003",
                "Category '" + hubCategory + "' is not mapped to a category of " + platform
                        + "; nothing was sent. Map it (category mappings) and send the row again.",
                "category_id");
    }
}
