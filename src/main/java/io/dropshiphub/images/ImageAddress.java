package io.dropshiphub.images;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that a picture may be asked from, read more strictly than any URL library does it: what this class and the
 * HTTP client understand must be the same host. Forgiving only where sellers need it (Korean characters and spaces in
 * paths).
 *
 * @param scheme {@code http} or {@code https}
 * @param host ASCII name in lower case, dotted IPv4, or IPv6 without brackets
 * @param port always given
 * @param path path and query, percent-encoded, begins with a slash
 */
record ImageAddress(String scheme, String host, int port, String path) {

    private static final int MAX_LENGTH = 2000;
    private static final Pattern PARTS =
            Pattern.compile("^(https?)://([^/?#]*)([^#]*)(?:#.*)?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern ABSOLUTE = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");
    private static final Pattern OCTETS = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    // C's inet_aton reads these last labels as numbers: 0x7f.1, 017700000001, 2130706433
    private static final Pattern NUMERIC_LABEL = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");
    private static final String AS_IS = "-._~!$&'()*+,;=:@/?";

    /**
     * Reads an address.
     *
     * @throws io.dropshiphub.product.CallFailed rejected, when it is not one that may be asked
     */
    static ImageAddress parse(String given) {
        String text = given.strip();
        if (text.length() > MAX_LENGTH) {
            throw ImageProblems.badAddress(given, "it has more than " + MAX_LENGTH + " characters");
        }
        if (text.indexOf('\\') >= 0 || text.chars().anyMatch(Character::isISOControl)) {
            throw ImageProblems.badAddress(given, "it contains a backslash or control character");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw ImageProblems.badAddress(given, "it does not begin with http:// or https://");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String authority = parts.group(2);
        if (authority.indexOf('@') >= 0) {
            throw ImageProblems.userInfo(given);
        }
        boolean bracketed = authority.startsWith("[");
        int hostEnd = bracketed ? authority.indexOf(']') + 1 : authority.indexOf(':');
        if (bracketed && hostEnd == 0) {
            throw ImageProblems.badAddress(given, "its bracket is not closed");
        }
        String rawHost = hostEnd < 0 ? authority : authority.substring(0, hostEnd);
        String rawPort = hostEnd < 0 ? "" : authority.substring(hostEnd);
        String host = bracketed ? ipv6(given, rawHost) : name(given, rawHost);
        String path = encode(parts.group(3));
        return new ImageAddress(scheme, host, port(given, scheme, rawPort), path.startsWith("/") ? path : "/" + path);
    }

    /**
     * The address a redirect leads to.
     *
     * @param location the {@code Location} header, absolute or relative
     */
    ImageAddress redirect(String location) {
        String to = location.strip();
        if (to.startsWith("//")) {
            return parse(scheme + ":" + to);
        }
        if (ABSOLUTE.matcher(to).matches()) {
            return parse(to);
        }
        if (to.indexOf('\\') >= 0 || to.chars().anyMatch(Character::isISOControl)) {
            throw ImageProblems.badAddress(to, "it contains a backslash or control character");
        }
        int fragment = to.indexOf('#');
        // the host is put in only so that a path beginning with // stays a path
        URI resolved = URI.create("http://h" + path)
                .resolve(encode(fragment < 0 ? to : to.substring(0, fragment)))
                .normalize();
        String query = resolved.getRawQuery() == null ? "" : "?" + resolved.getRawQuery();
        String newPath = resolved.getRawPath();
        return new ImageAddress(scheme, host, port, (newPath == null || newPath.isEmpty() ? "/" : newPath) + query);
    }

    /** Whether the port is the usual one of http or https. */
    boolean usualPort() {
        return port == 80 || port == 443;
    }

    /** The address to ask, pure ASCII. */
    @Override
    public String toString() {
        String shownHost = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return scheme + "://" + shownHost + (port == defaultPort(scheme) ? "" : ":" + port) + path;
    }

    /**
     * A host name in the one form that all comparisons use.
     *
     * @throws io.dropshiphub.product.CallFailed rejected, when it is no plain name and no plain IPv4 address
     */
    private static String name(String given, String raw) {
        String host;
        try {
            host = IDN.toASCII(raw.replaceFirst("\\.$", "")).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw ImageProblems.badAddress(given, "its host name is not valid");
        }
        if (!NAME.matcher(host).matches() || host.contains("..") || host.length() > 253) {
            throw ImageProblems.badAddress(given, "its host name is not valid");
        }
        if (NUMERIC_LABEL.matcher(host.substring(host.lastIndexOf('.') + 1)).matches() && !isPlainIpv4(host)) {
            throw ImageProblems.badAddress(given, "its host is a number in an unusual notation");
        }
        return host;
    }

    private static boolean isPlainIpv4(String host) {
        if (!OCTETS.matcher(host).matches()) {
            return false;
        }
        for (String octet : host.split("\\.")) {
            if (Integer.parseInt(octet) > 255) {
                return false;
            }
        }
        return true;
    }

    private static String ipv6(String given, String bracketed) {
        String inner = bracketed.substring(1, bracketed.length() - 1);
        if (!inner.matches("[0-9A-Fa-f:.]+") || inner.indexOf(':') < 0) {
            throw ImageProblems.badAddress(given, "its IPv6 host is not valid");
        }
        try {
            // a literal with a colon is never looked up; IPv4-mapped forms come back as IPv4
            return InetAddress.getByName("[" + inner + "]").getHostAddress();
        } catch (UnknownHostException e) {
            throw ImageProblems.badAddress(given, "its IPv6 host is not valid");
        }
    }

    private static int port(String given, String scheme, String raw) {
        if (raw.isEmpty() || raw.equals(":")) {
            return defaultPort(scheme);
        }
        if (!raw.matches(":\\d{1,5}") || Integer.parseInt(raw.substring(1)) > 65535) {
            throw ImageProblems.badAddress(given, "its port is not a number");
        }
        return Integer.parseInt(raw.substring(1));
    }

    static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String encode(String raw) {
        StringBuilder out = new StringBuilder(raw.length() + 16);
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xFF);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (letterOrDigit || AS_IS.indexOf(c) >= 0 || c == '%' && isHex(bytes, i + 1) && isHex(bytes, i + 2)) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(bytes[i]));
            }
        }
        return out.toString();
    }

    private static boolean isHex(byte[] bytes, int at) {
        return at < bytes.length && HexFormat.isHexDigit(bytes[at]);
    }
}
