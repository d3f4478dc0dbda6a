package io.dropshiphub.payments;

import io.dropshiphub.product.Money;
import java.math.BigDecimal;

/**
 * A payment as a gateway shows it. Whatever an answer does not show is null and leaves the ledger as it is.
 *
 * @param status in the hub's words; what the hub does not know is {@link PaymentStatus#PROCESSING}
 * @param nativeStatus in the gateway's words
 * @param references its ids
 * @param amount what it is about: must equal what was asked for
 * @param authorized held and not yet captured
 * @param captured taken in all, refunds not subtracted; null also in the answer to a capture that shows itself only
 * @param refunded given back
 * @param actionUrl where the payer has to go
 */
public record GatewayPayment(
        PaymentStatus status,
        String nativeStatus,
        References references,
        Money amount,
        BigDecimal authorized,
        BigDecimal captured,
        BigDecimal refunded,
        String actionUrl) {}
