/** What every simulator has in common: its face towards the server, the time, the counters, the token bucket. */
package io.dropshiphub.sandbox.base;
