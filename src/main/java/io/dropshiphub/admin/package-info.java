/**
 * What makes the features one running hub: its database, its routes on disk and their reload, the answer to every failed
 * HTTP request, and the guard of its open doors. May use every feature; no feature uses it.
 */
package io.dropshiphub.admin;
