/**
 * Orders: a piece of stock held, a payment made, the order confirmed, or everything undone. Each step is stored before the next
 * one begins, so that an order survives a crash between any two of them.
 */
package io.dropshiphub.orders;
