/** Tells unusual doings from usual ones: how much, at which hour, which secrets. */
package io.dropshiphub.security.anomalies;
