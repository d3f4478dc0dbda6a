/**
 * Where the hub keeps files for others: fitted pictures that marketplaces download, and archived inputs and results. Which
 * store takes an object is configuration; how each store is spoken to stands in {@code routes/storage/}.
 */
package io.dropshiphub.storage;
