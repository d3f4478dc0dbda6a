package io.dropshiphub.sandbox.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which operation a method and path mean; {@code {}} in a template stands for one path segment, {@code **} at its end for
 * one or more.
 */
public final class Routes {

    /** Carries out one operation for an account that proved who it is. */
    public interface Action {
        WireReply answer(Call call) throws IOException;
    }

    /** A request on behalf of an account. */
    public record Call(WireRequest request, String[] variables, String account) {

        public String variable(int index) {
            return WireRequest.decodePath(variables[index]);
        }

        /** The path variable as a number, -1 when it is none. */
        public long number(int index) {
            return Numbers.parse(variables[index]);
        }
    }

    /** The operation found and the segments that filled its template; no action when nothing fits. */
    public record Match(String operation, Action action, String[] variables) {}

    private static final Match NOTHING = new Match("unknown", null, new String[0]);

    private record Route(String method, String[] segments, int variables, String operation, Action action) {}

    private static final String REST = "**";

    private final List<Route> routes = new ArrayList<>();

    public Routes on(String method, String template, String operation, Action action) {
        String[] segments = template.split("/");
        int variables = 0;
        for (String segment : segments) {
            variables += segment.equals("{}") || segment.equals(REST) ? 1 : 0;
        }
        routes.add(new Route(method, segments, variables, operation, action));
        return this;
    }

    public List<String> operations() {
        return routes.stream().map(Route::operation).distinct().toList();
    }

    public Match match(String method, String path) {
        String[] segments = path.split("/");
        for (Route route : routes) {
            if (route.method.equals(method)) {
                String[] variables = fill(route, segments, path);
                if (variables != null) {
                    return new Match(route.operation, route.action, variables);
                }
            }
        }
        return NOTHING;
    }

    private static String[] fill(Route route, String[] segments, String path) {
        int last = route.segments.length - 1;
        boolean open = last >= 0 && route.segments[last].equals(REST);
        if (open ? segments.length <= last : segments.length != last + 1) {
            return null;
        }
        String[] variables = new String[route.variables];
        int filled = 0;
        int at = 0;
        for (int i = 0; i < (open ? last : segments.length); i++) {
            if (route.segments[i].equals("{}")) {
                variables[filled++] = segments[i];
            } else if (!route.segments[i].equals(segments[i])) {
                return null;
            }
            at += segments[i].length() + 1;
        }
        if (open) {
            variables[filled] = path.substring(at);
        }
        return variables;
    }
}
