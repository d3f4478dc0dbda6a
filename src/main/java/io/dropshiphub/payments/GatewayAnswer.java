package io.dropshiphub.payments;

import java.time.Duration;
import java.util.List;

/**
 * What came of a call, in one set of words for all gateways.
 *
 * @param kind what follows from it
 * @param payment the payment as the gateway has it, or null when the answer does not show it
 * @param refund the refund as the gateway has it, or null
 * @param page of a list, or null
 * @param code the gateway's own code, or one of the hub's; null when all is well
 * @param message the gateway's own words, shortened, without secrets; null when all is well
 * @param retryAfter how long the gateway wants to be left alone, or null
 */
public record GatewayAnswer(
        Kind kind,
        GatewayPayment payment,
        GatewayRefund refund,
        Listed page,
        String code,
        String message,
        Duration retryAfter) {

    /** What follows from an answer. */
    public enum Kind {
        /** Carried out: the payment or refund shows how it is now. */
        DONE,
        /** The payer's bank or the gateway refused to pay; carried out, never repeated with the same token. */
        DECLINED,
        /** The gateway does not do this with this payment (any more); nothing has changed. */
        REFUSED,
        /** The request itself is wrong; nothing has happened, and repeating it does not help. */
        INVALID,
        /** The gateway does not accept the hub's credentials or version; nothing has happened. Another gateway may be asked. */
        CONFIG,
        /** Proven: the request never reached the gateway. It may be repeated, also elsewhere. */
        NOT_SENT,
        /** Too many calls; not carried out. It may be repeated later, also elsewhere at once. */
        RATE_LIMITED,
        /** It may or may not have been carried out. Only the same gateway can tell. */
        UNKNOWN,
        /** It was done before: read how it is now. */
        ALREADY_DONE,
        /** A question was answered: the gateway has nothing of the kind. */
        ABSENT
    }

    /**
     * A page of a gateway's list.
     *
     * @param entries what it lists
     * @param next where the next page begins, null after the last
     */
    public record Listed(List<ListedEntry> entries, String next) {}

    /** Carried out. */
    public static GatewayAnswer done(GatewayPayment payment) {
        return new GatewayAnswer(Kind.DONE, payment, null, null, null, null, null);
    }

    /** Carried out. */
    public static GatewayAnswer done(GatewayRefund refund) {
        return new GatewayAnswer(Kind.DONE, null, refund, null, null, null, null);
    }

    /** A page. */
    public static GatewayAnswer listed(Listed page) {
        return new GatewayAnswer(Kind.DONE, null, null, page, null, null, null);
    }

    /** Anything else. */
    public static GatewayAnswer of(Kind kind, String code, String message) {
        return new GatewayAnswer(kind, null, null, null, code, message, null);
    }

    /** The same with the payment as it stands. */
    public GatewayAnswer with(GatewayPayment shown) {
        return new GatewayAnswer(kind, shown, refund, page, code, message, retryAfter);
    }

    /** The same with the time to wait; null leaves it open. */
    public GatewayAnswer after(Duration wait) {
        return new GatewayAnswer(kind, payment, refund, page, code, message, wait);
    }
}
