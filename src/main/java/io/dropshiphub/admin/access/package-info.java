/** Who may come in: log-in, the access rules of every path, and the caller that routes are told. */
package io.dropshiphub.admin.access;
