/**
 * The shared kernel: the records that travel between features (a product, one piece of registration work, what the
 * marketplace made of it). Everybody may use it; it uses nobody.
 */
package io.dropshiphub.product;
