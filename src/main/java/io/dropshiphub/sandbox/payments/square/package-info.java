/** Square's payments and refunds: strict JSON, its idempotency, its test sources, its errors and events. */
package io.dropshiphub.sandbox.payments.square;
