/** The audit log's inside: a chain of hashes, signed checkpoints, and the check that finds what was tampered with. */
package io.dropshiphub.security.audit;
