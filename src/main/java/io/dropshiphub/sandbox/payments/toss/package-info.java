/** The simulated Toss Payments. */
package io.dropshiphub.sandbox.payments.toss;
