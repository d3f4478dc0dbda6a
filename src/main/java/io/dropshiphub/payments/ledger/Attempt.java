package io.dropshiphub.payments.ledger;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.Operation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * One try at one gateway, kept until its outcome is known.
 *
 * @param id its number
 * @param paymentId of which payment
 * @param refundId of which refund, null unless it is one
 * @param operation what is tried
 * @param gateway where; it stays there
 * @param key the gateway's idempotency key
 * @param asked as the caller asked for, null for all there is
 * @param amount how much it is about
 * @param reason as asked for, or null
 * @param stored what is sent; null when it is final
 * @param open whether its outcome is still to be found out
 * @param doubt whether it may have been carried out before this send
 * @param sends the number of this send; an answer to an earlier one no longer decides anything
 * @param delays how often it has been put off
 * @param firstSentAt when it was stored to be sent first
 * @param lastSentAt when it was sent last
 * @param keyUntil until when the gateway surely knows the key
 * @param answer what came of the last send that was answered, or null
 */
public record Attempt(
        long id,
        UUID paymentId,
        UUID refundId,
        Operation operation,
        String gateway,
        String key,
        BigDecimal asked,
        BigDecimal amount,
        String reason,
        Stored stored,
        boolean open,
        boolean doubt,
        int sends,
        int delays,
        Instant firstSentAt,
        Instant lastSentAt,
        Instant keyUntil,
        GatewayAnswer.Kind answer) {

    /**
     * What a repeat needs.
     *
     * @param request the exact request
     * @param whole see {@link io.dropshiphub.payments.GatewayCall#whole()}
     * @param token what to pay with, or null
     * @param returnUrl where the payer is sent back to, or null
     */
    public record Stored(ApiCall request, boolean whole, String token, String returnUrl) {

        /** Nothing that could be used to pay. */
        @Override
        public String toString() {
            return request.toString();
        }
    }

    /** The same after it was sent once more. */
    Attempt sentAgain(boolean doubtNow, Instant at) {
        return new Attempt(
                id,
                paymentId,
                refundId,
                operation,
                gateway,
                key,
                asked,
                amount,
                reason,
                stored,
                open,
                doubtNow,
                sends + 1,
                delays,
                firstSentAt,
                at,
                keyUntil,
                answer);
    }
}
