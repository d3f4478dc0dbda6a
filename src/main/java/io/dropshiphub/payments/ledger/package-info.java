/** The books: payments, tries, refunds and gateways' ids, and what is proven of them. */
package io.dropshiphub.payments.ledger;
