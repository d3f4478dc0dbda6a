/**
 * Pictures: fetched from wherever the seller keeps them, checked, fitted to each marketplace's declared rules, and hosted
 * under addresses that the marketplaces can download. Everything a picture's address or bytes can do to the hub is
 * stopped here.
 */
package io.dropshiphub.images;
