package io.dropshiphub.admin.access;

import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Role;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/** Why a request was not let in. */
final class DoorProblem extends CodedProblem {

    private final Duration retryAfter;

    private DoorProblem(String code, int status, String detail) {
        this(code, status, detail, null);
    }

    private DoorProblem(String code, int status, String detail, Duration retryAfter) {
        super(code, status, detail);
        this.retryAfter = retryAfter;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    static DoorProblem notLoggedIn() {
        return new DoorProblem(
                "HUB-SECURITY-401",
                401,
                "This needs a log-in, so nothing was done. Send an API key (X-API-Key: …) or an access token of"
                        + " POST /api/v1/auth/token (Authorization: Bearer …)");
    }

    static DoorProblem notWithThisRole(String method, String path, Role role) {
        return new DoorProblem(
                "HUB-SECURITY-402",
                403,
                "The role " + role.name().toLowerCase(Locale.ROOT) + " may not " + method + " " + shortened(path)
                        + ", so nothing was done. Ask an administrator to do it or for another role");
    }

    static DoorProblem noPageToken() {
        return new DoorProblem(
                "HUB-SECURITY-403",
                403,
                "The request came in a browser's log-in without the page's token, so nothing was done. Reload the page"
                        + " and try again; a program sends an API key instead of a cookie");
    }

    static DoorProblem nothingThere(String method, String path) {
        return new DoorProblem(
                "HUB-SECURITY-404",
                404,
                "There is nothing at " + method + " " + shortened(path) + ", or no access rule names it. Look at /docs;"
                        + " a new route needs a line in the access rules");
    }

    static DoorProblem otherMethod(String method, Set<String> allowed) {
        return new DoorProblem(
                "HUB-SECURITY-405",
                405,
                method + " is not understood here, nothing was done. Use " + String.join(" or ", allowed));
    }

    static DoorProblem tooMany(String whose, long seconds) {
        return new DoorProblem(
                "HUB-SECURITY-406",
                429,
                "Too many " + whose + ", this one was not looked at. Try again in " + seconds
                        + (seconds == 1 ? " second" : " seconds"),
                Duration.ofSeconds(seconds));
    }

    static DoorProblem tooLarge(DataSize most) {
        return new DoorProblem(
                "HUB-SECURITY-407",
                413,
                "The request has more than " + readable(most) + ", so it was not taken. Send it in smaller parts, or a"
                        + " product file through the folder");
    }

    static DoorProblem malformed() {
        return new DoorProblem(
                "HUB-SECURITY-408",
                400,
                "The address or a header of the request holds what no honest client sends, so it was not looked at."
                        + " Leave out control characters, doubled slashes and encoded dots, slashes and percent signs");
    }

    static DoorProblem foreignPage() {
        return new DoorProblem(
                "HUB-SECURITY-410",
                403,
                "A page of another site sent this in a browser's log-in, so nothing was done. Open the hub's own page");
    }

    private static String readable(DataSize size) {
        return size.toMegabytes() > 0 ? size.toMegabytes() + " MB" : size.toBytes() + " bytes";
    }

    private static String shortened(String path) {
        return path.length() <= 80 ? path : path.substring(0, 80) + "…";
    }
}
