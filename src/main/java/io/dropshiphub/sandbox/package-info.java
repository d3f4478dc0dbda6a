/**
 * Simulators of the marketplaces the hub speaks to, because none of them offers a public sandbox.
 *
 * <p>They verify what the real services verify, answer in the real shapes, keep no secret about what they accepted (the
 * ledger) and misbehave on demand (the faults). They share no code with the hub's clients: a mistake made on one side
 * must not cancel itself out on the other.
 */
package io.dropshiphub.sandbox;
