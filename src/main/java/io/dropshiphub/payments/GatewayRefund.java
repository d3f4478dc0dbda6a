package io.dropshiphub.payments;

import io.dropshiphub.product.Money;

/**
 * A refund as a gateway shows it.
 *
 * @param status in the hub's words; what the hub does not know is {@link RefundStatus#PENDING}
 * @param nativeStatus in the gateway's words
 * @param reference its id
 * @param amount how much, or null when the answer does not show it
 * @param code why it failed, or null
 */
public record GatewayRefund(RefundStatus status, String nativeStatus, String reference, Money amount, String code) {}
