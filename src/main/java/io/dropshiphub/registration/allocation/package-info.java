/** The rules by which products are spread over accounts: values in, a choice out. No clock, no database. */
package io.dropshiphub.registration.allocation;
