/**
 * Simulators of the services the hub speaks to, because none of the marketplaces offers a public sandbox and no test may
 * need an account at a storage service.
 *
 * <p>They verify what the real services verify, answer in the real shapes, keep no secret about what they accepted (the
 * ledger) and misbehave on demand (the faults). They share no code with the hub's clients: a mistake made on one side
 * must not cancel itself out on the other.
 */
package io.dropshiphub.sandbox;
