/** Compares the ledger with what gateways list for a period, and says where the two differ. */
package io.dropshiphub.payments.reconciliation;
