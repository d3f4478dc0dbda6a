package io.dropshiphub.admin.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where PostgreSQL is and how to log in, with the login kept out of the address so that the address can be logged.
 *
 * @param jdbcUrl without user and password
 * @param user null leaves it to the driver
 * @param password null when there is none
 */
record DatabaseUrl(String jdbcUrl, String user, String password) {

    private static final String ACTION =
            "Set DATABASE_URL to postgresql://user:password@host:port/database or to a jdbc:postgresql: URL; characters"
                    + " such as @ / : in a password are written percent-encoded";

    /** Parameter names of the URL form that libpq and most hosting services use, and what the JDBC driver calls them. */
    private static final Map<String, String> JDBC_NAMES = Map.of(
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "target_session_attrs", "targetServerType",
            "keepalives", "tcpKeepAlive",
            "client_encoding", "");

    /**
     * Reads {@code postgresql://}, {@code postgres://} and {@code jdbc:postgresql:} addresses.
     *
     * @throws DatabaseProblem when it is none of these; the message does not repeat the address, it may hold a password
     */
    static DatabaseUrl parse(String text) {
        String url = text.strip();
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:postgresql:")) {
            return fromJdbc(url);
        }
        for (String scheme : new String[] {"postgresql://", "postgres://"}) {
            if (lower.startsWith(scheme)) {
                return fromUri(url.substring(scheme.length()));
            }
        }
        throw new DatabaseProblem(
                "HUB-DB-002", "DATABASE_URL is not the address of a PostgreSQL database", ACTION, null);
    }

    private static DatabaseUrl fromJdbc(String url) {
        int question = url.indexOf('?');
        Map<String, String> parameters = question < 0 ? new LinkedHashMap<>() : parameters(url.substring(question + 1));
        String address = question < 0 ? url : url.substring(0, question);
        int at = address.lastIndexOf('@');
        if (at >= 0 && address.startsWith("jdbc:postgresql://")) {
            // not the driver's syntax, but a common slip: the URL form with jdbc: in front
            return fromUri(url.substring("jdbc:postgresql://".length()));
        }
        String user = parameters.remove("user");
        String password = parameters.remove("password");
        return new DatabaseUrl(address + query(parameters), user, password);
    }

    private static DatabaseUrl fromUri(String rest) {
        int at = authorityEnd(rest);
        String user = null;
        String password = null;
        String address = rest;
        if (at >= 0) {
            String login = rest.substring(0, at);
            address = rest.substring(at + 1);
            int colon = login.indexOf(':');
            user = decode(colon < 0 ? login : login.substring(0, colon));
            password = colon < 0 ? null : decode(login.substring(colon + 1));
        }
        int question = address.indexOf('?');
        Map<String, String> parameters =
                question < 0 ? new LinkedHashMap<>() : parameters(address.substring(question + 1));
        String place = question < 0 ? address : address.substring(0, question);
        int slash = place.indexOf('/');
        String hosts = slash < 0 ? place : place.substring(0, slash);
        String database = slash < 0 ? "" : place.substring(slash + 1);
        if (hosts.isBlank()) {
            throw new DatabaseProblem("HUB-DB-002", "DATABASE_URL names no host", ACTION, null);
        }
        if (database.isBlank()) {
            throw new DatabaseProblem("HUB-DB-002", "DATABASE_URL names no database", ACTION, null);
        }
        if (parameters.containsKey("user")) {
            user = parameters.remove("user");
        }
        if (parameters.containsKey("password")) {
            password = parameters.remove("password");
        }
        return new DatabaseUrl("jdbc:postgresql://" + hosts + "/" + database + query(parameters), user, password);
    }

    /** The last @ before the path: a password may hold an unencoded one, a host never does. */
    private static int authorityEnd(String rest) {
        int question = rest.indexOf('?');
        return rest.lastIndexOf('@', question < 0 ? rest.length() : question);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String jdbcName = JDBC_NAMES.getOrDefault(name, name);
                if (!jdbcName.isEmpty()) {
                    parameters.put(jdbcName, equals < 0 ? "" : jdbcValue(jdbcName, decode(pair.substring(equals + 1))));
                }
            }
        }
        return parameters;
    }

    private static String jdbcValue(String jdbcName, String value) {
        return switch (jdbcName) {
            case "targetServerType" -> value.equals("read-write") ? "primary" : value;
            case "tcpKeepAlive" -> String.valueOf(!value.equals("0") && !value.equals("false"));
            default -> value;
        };
    }

    private static String query(Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return "";
        }
        return parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** Percent-decoding only: a plus sign in a password is a plus sign. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a lone % that encodes nothing; the cause would repeat part of the password
            throw new DatabaseProblem(
                    "HUB-DB-002", "DATABASE_URL holds a % that is not followed by two hex digits", ACTION, null);
        }
    }

    @Override
    public String toString() {
        return jdbcUrl + (user == null ? "" : " as " + user);
    }
}
