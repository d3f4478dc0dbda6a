/** The sandbox's HTTP server, and what a simulator needs to read requests and to write answers. */
package io.dropshiphub.sandbox.wire;
