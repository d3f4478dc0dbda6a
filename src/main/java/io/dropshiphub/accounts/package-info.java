/**
 * The market accounts a hub may call: who they are, how fast, with which secrets, and what a seller has set once for
 * all listings of an account (templates) and of a category (mappings).
 */
package io.dropshiphub.accounts;
