/** The simulated PayPal. */
package io.dropshiphub.sandbox.payments.paypal;
