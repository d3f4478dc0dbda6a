package io.dropshiphub.product;

/** What a user may do. Which role may call what stands in one table, see the access rules. */
public enum Role {
    /** Everything: users, keys and secrets, too. */
    ADMIN,
    /** Sees and steers everybody's batches, accounts and dead letters; neither users nor secrets. */
    OPERATOR,
    /** Works with the batches and accounts that are their own, and sees no others. */
    SELLER,
    /** Sees everything an operator sees, and changes nothing. */
    VIEWER
}
