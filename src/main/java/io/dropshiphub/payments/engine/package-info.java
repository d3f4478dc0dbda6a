/** The payment step itself: what is begun, what follows from each answer, and what goes on when nobody waits any more. */
package io.dropshiphub.payments.engine;
