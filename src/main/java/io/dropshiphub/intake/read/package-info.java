/** From bytes to checked products: encodings, tables, JSON, archives, options, and the rules every marketplace shares. */
package io.dropshiphub.intake.read;
