/**
 * PayPal as a payment gateway: Orders v2 and Payments v2 with vaulted wallets, vaulted cards and orders that a payer approves,
 * Transaction Search for lists, and webhooks signed with a certificate.
 */
package io.dropshiphub.payments.paypal;
