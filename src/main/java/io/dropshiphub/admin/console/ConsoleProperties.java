package io.dropshiphub.admin.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's console.
 *
 * @param debugger whether routes are built so that the console can set breakpoints in them
 */
@ConfigurationProperties("hub.admin")
record ConsoleProperties(@DefaultValue("true") boolean debugger) {}
