/** Square: card payments in the currency of one location; amounts are whole numbers of the smallest unit, keys stand in the body. */
package io.dropshiphub.payments.square;
