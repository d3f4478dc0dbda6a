/** Hawtio, the operator's console: what it needs from Camel, and who may reach it. */
package io.dropshiphub.admin.console;
