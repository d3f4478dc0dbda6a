package io.dropshiphub.admin.routes;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.PluginHelper;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** From text to route definitions, and from Camel's exceptions to a place in the text. */
final class RouteParser {

    private RouteParser() {}

    /** Reads the YAML; what it means is found out when it is added to the context. */
    static RouteBuilder parse(CamelContext context, RouteFile file) throws Exception {
        if (file.content().isBlank()) {
            throw new IllegalArgumentException("the file is empty");
        }
        RoutesBuilderLoader loader = PluginHelper.getRoutesLoader(context).getRoutesLoader("camel.yaml");
        Resource resource = file.asResource();
        loader.preParseRoute(resource);
        return (RouteBuilder) loader.loadRoutesBuilder(resource);
    }

    /** The failure of a file, or of one route of it, in words and with a line where one is known. */
    static RouteProblem problem(RouteFile file, RouteDefinition route, Throwable failure) {
        Integer line = line(failure)
                .orElse(route == null || route.getLineNumber() < 1 ? null : Integer.valueOf(route.getLineNumber()));
        return new RouteProblem(file.name(), line, message(route, failure));
    }

    private static String message(RouteDefinition route, Throwable failure) {
        Throwable told = failure;
        // Camel's own wrapper repeats the whole route; its cause says what is wrong
        while (told.getCause() != null && (told instanceof FailedToCreateRouteException || isBare(told))) {
            told = told.getCause();
        }
        String text = told instanceof MarkedYamlEngineException yaml && yaml.getProblem() != null
                ? yaml.getProblem()
                : String.valueOf(told.getMessage() == null ? told : told.getMessage());
        Throwable root = told;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        // the outermost says where, the innermost why
        String why = root == told || text.contains(String.valueOf(root.getMessage())) ? "" : ": " + root;
        return (route == null ? text : "route " + route.getId() + ": " + text) + why;
    }

    private static boolean isBare(Throwable failure) {
        return failure.getMessage() == null
                || failure.getMessage().equals(failure.getCause().toString());
    }

    private static Optional<Integer> line(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException marked) {
                Optional<Mark> mark = marked.getProblemMark().or(marked::getContextMark);
                if (mark.isPresent()) {
                    return mark.map(found -> found.getLine() + 1);
                }
            }
        }
        return Optional.empty();
    }

    /** Adds the file's route configurations, if it has any; they must be there before routes that use them. */
    static void addConfigurations(RouteBuilder builder, CamelContext context) throws Exception {
        if (builder instanceof RouteConfigurationsBuilder configurations) {
            configurations.addRouteConfigurationsToCamelContext(context);
        }
    }

    /** The name behind {@code direct:}; null for every other endpoint. */
    static String directName(String uri) {
        if (uri == null || !uri.startsWith("direct:")) {
            return null;
        }
        String name = uri.substring("direct:".length());
        while (name.startsWith("/")) {
            name = name.substring(1);
        }
        int question = name.indexOf('?');
        return question < 0 ? name : name.substring(0, question);
    }
}
