/** Which gateways could take a payment, and in which order they are tried. */
package io.dropshiphub.payments.routing;
