package io.dropshiphub.registration.allocation;

/**
 * Where a product goes.
 *
 * @param accountId the account
 * @param reason why there
 */
public record Choice(long accountId, Reason reason) {}
