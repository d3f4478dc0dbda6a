package io.dropshiphub.admin.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's console.
 *
 * @param allowOpenConsole lets the console be reached from other machines although it asks nobody for a password
 * @param debugger whether routes are built so that the console can set breakpoints in them
 */
@ConfigurationProperties("hub.admin")
record ConsoleProperties(
        @DefaultValue("false") boolean allowOpenConsole,
        @DefaultValue("true") boolean debugger) {}
