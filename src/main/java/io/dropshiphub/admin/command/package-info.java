/** What the program does instead of running the hub, when it is started with {@code --hub.command=…}. */
package io.dropshiphub.admin.command;
