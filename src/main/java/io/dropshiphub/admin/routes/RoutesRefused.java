package io.dropshiphub.admin.routes;

import java.util.List;
import java.util.stream.Collectors;

/** The hub does not start, or keeps its old routes, because of these problems. */
class RoutesRefused extends RuntimeException {

    RoutesRefused(String place, List<RouteProblem> problems) {
        this(place, problems, null);
    }

    RoutesRefused(String place, List<RouteProblem> problems, Throwable cause) {
        super(
                "HUB-ROUTES-001: The routes in " + place + " cannot be used:\n"
                        + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")),
                cause);
    }
}
