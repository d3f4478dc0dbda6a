package io.dropshiphub.admin.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Whoever reaches Hawtio's Jolokia commands the whole process. So when the hub listens beyond this machine and the console
 * asks for no password, the console is not opened at all.
 */
class ConsoleGuard implements EnvironmentPostProcessor, Ordered {

    private static final String EXCLUDE = "management.endpoints.web.exposure.exclude";

    private final Log log;

    ConsoleGuard(DeferredLogFactory logs) {
        log = logs.getLog(ConsoleGuard.class);
    }

    @Override
    public int getOrder() {
        // when the settings of application.yaml are known
        return ConfigDataEnvironmentPostProcessor.ORDER + 10;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String address = listensOn(environment);
        boolean asksForPassword = environment.getProperty("hawtio.authenticationEnabled", Boolean.class, true);
        boolean allowed = environment.getProperty("hub.admin.allow-open-console", Boolean.class, false);
        if (asksForPassword || isLoopback(address)) {
            return;
        }
        String where = address.isBlank() ? "all addresses" : address;
        if (allowed) {
            log.warn(
                    "HUB-ADMIN-002: Hawtio and Jolokia are open on " + where
                            + " without a password (hub.admin.allow-open-console): anybody who reaches this port commands the hub");
            return;
        }
        String exclude = environment.getProperty(EXCLUDE, "");
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "consoleGuard",
                        Map.of(EXCLUDE, exclude.isBlank() ? "hawtio,jolokia" : exclude + ",hawtio,jolokia")));
        log.warn("HUB-ADMIN-001: The hub listens on " + where
                + ", so the console (Hawtio and Jolokia, which have no password) is switched off. Keep"
                + " SERVER_ADDRESS=127.0.0.1 and reach it through a tunnel, or set hub.admin.allow-open-console=true if"
                + " something else guards the port");
    }

    private static String listensOn(ConfigurableEnvironment environment) {
        String port = environment.getProperty("management.server.port");
        boolean ownPort = port != null && !port.equals(environment.getProperty("server.port"));
        return environment.getProperty(ownPort ? "management.server.address" : "server.address", "");
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
