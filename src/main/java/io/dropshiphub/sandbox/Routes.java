package io.dropshiphub.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which operation a method and path mean; {@code {}} in a template stands for one path segment. */
final class Routes {

    /** Carries out one operation for an account that proved who it is. */
    interface Action {
        WireReply answer(Call call) throws IOException;
    }

    /** A request on behalf of an account. */
    record Call(WireRequest request, String[] variables, String account) {

        String variable(int index) {
            return WireRequest.decode(variables[index]);
        }

        /** The path variable as a number, -1 when it is none. */
        long number(int index) {
            return Numbers.parse(variables[index]);
        }
    }

    /** The operation found and the segments that filled its template; no action when nothing fits. */
    record Match(String operation, Action action, String[] variables) {}

    private static final Match NOTHING = new Match("unknown", null, new String[0]);

    private record Route(String method, String[] segments, int variables, String operation, Action action) {}

    private final List<Route> routes = new ArrayList<>();

    Routes on(String method, String template, String operation, Action action) {
        String[] segments = template.split("/");
        int variables = 0;
        for (String segment : segments) {
            variables += segment.equals("{}") ? 1 : 0;
        }
        routes.add(new Route(method, segments, variables, operation, action));
        return this;
    }

    List<String> operations() {
        return routes.stream().map(Route::operation).distinct().toList();
    }

    Match match(String method, String path) {
        String[] segments = path.split("/");
        for (Route route : routes) {
            if (route.segments.length == segments.length && route.method.equals(method)) {
                String[] variables = fill(route, segments);
                if (variables != null) {
                    return new Match(route.operation, route.action, variables);
                }
            }
        }
        return NOTHING;
    }

    private static String[] fill(Route route, String[] segments) {
        String[] variables = new String[route.variables];
        int filled = 0;
        for (int i = 0; i < segments.length; i++) {
            if (route.segments[i].equals("{}")) {
                variables[filled++] = segments[i];
            } else if (!route.segments[i].equals(segments[i])) {
                return null;
            }
        }
        return variables;
    }
}
