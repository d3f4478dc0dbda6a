package io.dropshiphub.admin.access;

import jakarta.servlet.ServletContext;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** Everything that a running hub answers over HTTP: routes, controllers, actuator, pages and files, servlets. */
final class Endpoints {

    private Endpoints() {}

    /** As {@code METHOD path-pattern}; GET and POST where it takes any method. */
    static Set<String> of(WebApplicationContext hub) {
        Set<String> found = new TreeSet<>();
        hub.getBeansOfType(AbstractHandlerMethodMapping.class).values().forEach(mapping -> mapping.getHandlerMethods()
                .keySet()
                .forEach(info -> add((RequestMappingInfo) info, found)));
        hub.getBeansOfType(AbstractUrlHandlerMapping.class).values().forEach(mapping -> {
            mapping.getHandlerMap().keySet().forEach(path -> found.add("GET " + path));
            if (mapping.getRootHandler() != null) {
                found.add("GET /");
            }
        });
        ServletContext servlets = hub.getServletContext();
        servlets.getServletRegistrations().forEach((name, servlet) -> servlet.getMappings().stream()
                .filter(path -> !path.equals("/"))
                .forEach(path -> found.addAll(Set.of("GET " + path, "POST " + path))));
        return found;
    }

    private static void add(RequestMappingInfo info, Set<String> found) {
        for (String path : info.getPatternValues()) {
            if (info.getMethodsCondition().getMethods().isEmpty()) {
                found.addAll(Set.of("GET " + path, "POST " + path));
            }
            info.getMethodsCondition().getMethods().forEach(method -> found.add(method + " " + path));
        }
    }
}
