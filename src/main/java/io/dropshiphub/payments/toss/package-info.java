/** Toss Payments: won only. The payer agrees in the browser; the hub confirms by the {@code paymentKey} that comes of it. */
package io.dropshiphub.payments.toss;
