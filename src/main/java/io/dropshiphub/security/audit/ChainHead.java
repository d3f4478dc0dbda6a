package io.dropshiphub.security.audit;

/** Where the chain ends: the number and hash of its last entry; 0 and {@link ChainLink#NONE} before the first. */
record ChainHead(long seq, String hash) {}
