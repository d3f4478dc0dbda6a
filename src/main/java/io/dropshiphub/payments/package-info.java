/**
 * Payments as a route step: the ledger of what was asked, tried and answered, the choice of the gateway, and what becomes of a
 * try whose answer is missing. How one gateway is spoken to is in its sub-package.
 */
package io.dropshiphub.payments;
