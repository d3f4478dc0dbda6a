/**
 * The entrances for products: a watched folder and REST. Reads every file format sellers have, checks each row, and hands
 * what is good, and the report on what is not, to registration.
 */
package io.dropshiphub.intake;
