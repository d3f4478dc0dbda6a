package io.dropshiphub.admin.console;

import static io.dropshiphub.product.Role.ADMIN;
import static io.dropshiphub.product.Role.OPERATOR;
import static io.dropshiphub.product.Role.VIEWER;

import io.dropshiphub.product.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * What each role may do through Jolokia, and so in Hawtio. Viewers look at figures, operators also steer routes,
 * administrators may do everything but what turns the process over to whoever holds their password: heap dumps, files,
 * classes, settings.
 */
@Component
class ConsolePolicy implements Restrictor {

    private static final Map<RequestType, Set<Role>> TYPES = Map.of(
            RequestType.VERSION, EnumSet.of(ADMIN, OPERATOR, VIEWER),
            RequestType.LIST, EnumSet.of(ADMIN, OPERATOR, VIEWER),
            RequestType.SEARCH, EnumSet.of(ADMIN, OPERATOR, VIEWER),
            RequestType.READ, EnumSet.of(ADMIN, OPERATOR, VIEWER),
            RequestType.EXEC, EnumSet.of(ADMIN, OPERATOR),
            RequestType.WRITE, EnumSet.of(ADMIN));

    /** What operators and viewers see: Camel, the figures of the JVM, and what Hawtio asks about itself. */
    private static final Set<String> FIGURES =
            Set.of("org.apache.camel", "java.lang", "java.nio", "hawtio", "jolokia", "JMImplementation");

    /** Nobody's: diagnostic commands and heap dumps, recordings into files, log files, class loading, web server, settings. */
    private static final Set<String> NEVER = Set.of(
            "com.sun.management",
            "jdk.management.jfr",
            "java.util.logging",
            "javax.management.loading",
            "ch.qos.logback.classic",
            "Tomcat",
            "Catalina",
            "com.zaxxer.hikari",
            "org.springframework.boot");

    /** Operations that bring code or routes of their own into the hub; its routes are files. */
    private static final Pattern OWN_CODE = Pattern.compile(
            "(addOrUpdate|updateRoute|setRest|createEndpoint|addComponent|loadMBeans|getMBeansFromURL).*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SECRETS = Pattern.compile(
            ".*(password|passwd|secret|credential|token|accesskey|privatekey).*"
                    // what the process was started with
                    + "|systemproperties|inputarguments",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern STEERS_A_ROUTE = Pattern.compile("start|stop|suspend|resume|restart|reset");
    private static final Pattern SHOWS = Pattern.compile("dump.*(Xml|Yaml|Json)|browse.*");

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return role().filter(TYPES.getOrDefault(type, Set.of())::contains).isPresent();
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName bean, String attribute) {
        return sees(bean) && (attribute == null || !SECRETS.matcher(attribute).matches());
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName bean, String attribute) {
        // what the filter leaves out of traces is a marketplace's token
        return is(ADMIN) && sees(bean) && !attribute.equals("TraceFilter");
    }

    @Override
    public boolean isOperationAllowed(ObjectName bean, String operation) {
        // Jolokia hands on what was asked for: "stop" or "stop(boolean)"
        String name = operation.split("\\(", 2)[0].strip();
        if (!sees(bean) || OWN_CODE.matcher(name).matches()) {
            return false;
        }
        return is(ADMIN) || is(OPERATOR) && isForOperators(bean, name);
    }

    @Override
    public boolean isObjectNameHidden(ObjectName bean) {
        return !sees(bean);
    }

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.POST;
    }

    /** Who may reach the console is decided before Jolokia is asked. */
    @Override
    public boolean isRemoteAccessAllowed(String... hostOrAddress) {
        return true;
    }

    /**
     * Requests of foreign pages are refused before they come here; no foreign page is told that it may read an answer.
     *
     * @param whetherToServe whether the question is if to serve the request; else if to invite that origin
     */
    @Override
    public boolean isOriginAllowed(String origin, boolean whetherToServe) {
        return whetherToServe;
    }

    private static boolean isForOperators(ObjectName bean, String operation) {
        if (!bean.getDomain().equals("org.apache.camel")) {
            return false;
        }
        String type = String.valueOf(bean.getKeyProperty("type"));
        return switch (type) {
            case "routes" ->
                STEERS_A_ROUTE.matcher(operation).matches()
                        || SHOWS.matcher(operation).matches();
            // messages pass there, with everything that is in them
            case "tracer" -> false;
            default -> operation.equals("reset") || SHOWS.matcher(operation).matches();
        };
    }

    private static boolean sees(ObjectName bean) {
        String domain = bean.getDomain();
        if (NEVER.contains(domain) || isHawtiosOwnPolicy(bean)) {
            return false;
        }
        return is(ADMIN) || (is(OPERATOR) || is(VIEWER)) && FIGURES.contains(domain);
    }

    /**
     * Where Hawtio finds it, it asks before it draws the tree whether it may call each operation of each bean, in one request
     * of some megabytes, and shows nothing until it is answered yes. Without it Hawtio shows what it is let see.
     */
    private static boolean isHawtiosOwnPolicy(ObjectName bean) {
        return bean.getDomain().equals("hawtio") && "security".equals(bean.getKeyProperty("type"));
    }

    private static boolean is(Role role) {
        return role().filter(role::equals).isPresent();
    }

    private static Optional<Role> role() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who == null
                ? Optional.empty()
                : Arrays.stream(Role.values())
                        .filter(role -> who.getAuthorities().stream()
                                .anyMatch(each -> each.getAuthority().equals("ROLE_" + role)))
                        .findFirst();
    }
}
