/** How secrets are kept: envelopes, key pairs, the master key, rotation. */
package io.dropshiphub.security.vault;
