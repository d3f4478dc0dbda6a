package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.ledger.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is under way with one payment on behalf of one caller, from answer to answer.
 *
 * @param paymentId which payment
 * @param refundId which refund, when it is about one; else null
 * @param attempt the try under way; null while payments or refunds are only read
 * @param task what the gateway is asked now; null when nothing is left to ask
 * @param more what is read afterwards
 * @param pause before the task is sent
 * @param repeats how often the try was repeated for this caller
 * @param began when this caller began to wait; null when nobody waits
 * @param elsewhere gateways that may still be tried, in this order
 * @param request what was asked for; null unless another gateway may need it
 */
public record Round(
        UUID paymentId,
        UUID refundId,
        Attempt attempt,
        GatewayTask task,
        List<GatewayTask> more,
        Duration pause,
        int repeats,
        Instant began,
        List<String> elsewhere,
        PaymentRequest request) {

    /** Nothing to ask: the ledger's answer is the answer. */
    static Round nothing(UUID paymentId, UUID refundId) {
        return new Round(paymentId, refundId, null, null, List.of(), Duration.ZERO, 0, null, List.of(), null);
    }

    /** A try that was stored and is sent now. */
    static Round of(Attempt attempt, GatewayTask task, Instant began, List<String> elsewhere, PaymentRequest request) {
        return new Round(
                attempt.paymentId(),
                attempt.refundId(),
                attempt,
                task,
                List.of(),
                Duration.ZERO,
                0,
                began,
                elsewhere,
                request);
    }

    /** Readings, one after another; at least one. */
    static Round reading(UUID paymentId, List<GatewayTask> tasks) {
        return new Round(
                paymentId,
                null,
                null,
                tasks.get(0),
                tasks.subList(1, tasks.size()),
                Duration.ZERO,
                0,
                null,
                List.of(),
                null);
    }

    /** The same try, or a question about it, sent once more after a while. */
    Round again(Attempt sent, GatewayTask next, Duration after) {
        return new Round(
                paymentId,
                refundId,
                sent,
                next,
                List.of(),
                after == null ? Duration.ZERO : after,
                repeats + 1,
                began,
                elsewhere,
                request);
    }

    /** What is left to read; nothing more when this is about a try. */
    Round onward() {
        return more.isEmpty() ? nothing(paymentId, refundId) : reading(paymentId, more);
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "payment " + paymentId + (task == null ? "" : ": " + task);
    }
}
