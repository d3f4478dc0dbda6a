package io.dropshiphub.security.vault;

import io.dropshiphub.security.SecretName;

/**
 * A secret as its row has it.
 *
 * @param revision of the value; another one after every change of it
 * @param envelope the value, encrypted
 */
record StoredSecret(SecretName name, long revision, Envelope envelope) {}
