package io.dropshiphub.registration;

import java.util.UUID;

/**
 * A batch that takes rows.
 *
 * @param id its id
 * @param readUpToLine rows up to this line are already stored: intake goes on behind it
 * @param alreadyRead the same input was fully read before; nothing is left to do
 */
public record OpenBatch(UUID id, long readUpToLine, boolean alreadyRead) {}
