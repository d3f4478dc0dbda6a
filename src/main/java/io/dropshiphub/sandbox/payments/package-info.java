/**
 * The simulated payment services. What they share: books of what was really charged, keys against doing a thing twice, and a
 * sender of signed events. What is charged survives a restart, because a payment that the sandbox forgets would look to the hub
 * like one that never was.
 */
package io.dropshiphub.sandbox.payments;
