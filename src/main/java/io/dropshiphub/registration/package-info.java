/**
 * The registration ledger: which product of which batch is wanted on which account, and what became of it. Accepts
 * batches, records outcomes, counts.
 */
package io.dropshiphub.registration;
