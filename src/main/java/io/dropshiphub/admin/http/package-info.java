/** The hub's HTTP door: what may come in and go out, how failures are answered, and the page to try requests out. */
package io.dropshiphub.admin.http;
