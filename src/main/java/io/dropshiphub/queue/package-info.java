/**
 * The work queue in PostgreSQL: gates per account, claims with leases and fencing tokens, retries, look-ups of doubtful
 * calls, dead letters. Knows neither marketplaces nor the ledger; routes join them.
 */
package io.dropshiphub.queue;
