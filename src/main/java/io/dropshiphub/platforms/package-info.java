/**
 * The marketplaces: what each of them is (registry) and what a failure on the way means. How to sign, write and read for one of them is in its sub-package.
 */
package io.dropshiphub.platforms;
