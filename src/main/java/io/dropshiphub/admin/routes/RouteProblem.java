package io.dropshiphub.admin.routes;

/**
 * Why a route file cannot be used.
 *
 * @param file its path inside the routes folder
 * @param line 1-based; null when the trouble has no single place
 * @param message what is wrong
 */
public record RouteProblem(String file, Integer line, String message) {

    @Override
    public String toString() {
        return file + (line == null ? "" : " line " + line) + ": " + message;
    }
}
