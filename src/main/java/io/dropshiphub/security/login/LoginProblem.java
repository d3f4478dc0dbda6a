package io.dropshiphub.security.login;

import io.dropshiphub.product.CodedProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Why somebody is not let in, or a user, password or key is not as wished. Never says which part of a log-in was wrong. */
final class LoginProblem extends CodedProblem {

    private final Duration retryAfter;

    private LoginProblem(String code, int status, String detail, Duration retryAfter) {
        super(code, status, detail);
        this.retryAfter = retryAfter;
    }

    private LoginProblem(String code, int status, String detail) {
        this(code, status, detail, null);
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    static LoginProblem wrongPassword() {
        return new LoginProblem(
                "HUB-SECURITY-301",
                401,
                "The username or the password is wrong, or the user may not log in; nobody was logged in. Try again, or ask"
                        + " an administrator to reset the password");
    }

    static LoginProblem wait(Duration wait) {
        return new LoginProblem(
                "HUB-SECURITY-302",
                429,
                "Too many log-ins failed; this one was not looked at. Try again in " + seconds(wait) + " seconds",
                wait);
    }

    static LoginProblem oneTimePassword() {
        return new LoginProblem(
                "HUB-SECURITY-303",
                403,
                "This password is good for one thing only: to set your own. Send it again together with new_password");
    }

    static LoginProblem weakPassword(String why) {
        return new LoginProblem(
                "HUB-SECURITY-304",
                400,
                "The new password was not taken: " + why + ". The old one stays; choose another");
    }

    static LoginProblem busy(Duration wait) {
        return new LoginProblem(
                "HUB-SECURITY-305",
                503,
                "Too many people log in at this moment; this log-in was not looked at. Try again in " + seconds(wait)
                        + " seconds",
                wait);
    }

    static LoginProblem passwordsAreOff() {
        return new LoginProblem(
                "HUB-SECURITY-306",
                403,
                "This hub takes no passwords, log-ins go through its external issuer; nobody was logged in. Get an access"
                        + " token there");
    }

    static LoginProblem accessTokenRefused() {
        return new LoginProblem(
                "HUB-SECURITY-307",
                401,
                "The access token is expired, revoked, or not one of this hub; nothing was done. Get another one with"
                        + " POST /api/v1/auth/refresh or /auth/token");
    }

    static LoginProblem refreshTokenRefused() {
        return new LoginProblem(
                "HUB-SECURITY-308",
                401,
                "The refresh token is expired, revoked, or not one of this hub. Log in again with POST /api/v1/auth/token");
    }

    static LoginProblem refreshTokenReused() {
        return new LoginProblem(
                "HUB-SECURITY-309",
                401,
                "The refresh token was used before, so somebody else may have it: this log-in was ended everywhere. Log in"
                        + " again with POST /api/v1/auth/token, and see the security events if you sent it only once");
    }

    static LoginProblem noRole() {
        return new LoginProblem(
                "HUB-SECURITY-310",
                403,
                "The external issuer knows you, but none of your roles there means one here; nothing was done. Ask an"
                        + " administrator to give you one (hub.security.login.oidc.role-map)");
    }

    static LoginProblem apiKeyRefused() {
        return new LoginProblem(
                "HUB-SECURITY-311",
                401,
                "The API key is unknown, expired or revoked, or its user may not log in; nothing was done. Make another one"
                        + " with POST /api/v1/auth/api-keys");
    }

    static LoginProblem notAUsername() {
        return new LoginProblem(
                "HUB-SECURITY-312",
                400,
                "That cannot be a username; nobody was added. Use 2 to 40 of a to z, 0 to 9, dot, dash and"
                        + " underscore, beginning with a letter or digit, without two dots in a row");
    }

    /** Ends the start: without the file nobody gets in for the first time. */
    static IllegalStateException unwritable(Path file, IOException why) {
        return new IllegalStateException(
                "HUB-SECURITY-317: the file " + file.toAbsolutePath() + " cannot be written (" + why
                        + "), and nobody could log in for the first time without it; the hub does not start. Make its"
                        + " folder writable",
                why);
    }

    static LoginProblem usernameTaken(String username) {
        return new LoginProblem(
                "HUB-SECURITY-313",
                409,
                "There is a user " + username + " already; nobody was added. Choose another name");
    }

    static LoginProblem noUser(long id) {
        return new LoginProblem("HUB-SECURITY-314", 404, "There is no user " + id + "; nothing was changed");
    }

    static LoginProblem lastAdministrator(String username) {
        return new LoginProblem(
                "HUB-SECURITY-315",
                409,
                "After this nobody could administer the hub, so " + username
                        + " stays as they are. Make somebody else an" + " administrator first");
    }

    static LoginProblem externalUser(String username) {
        return new LoginProblem(
                "HUB-SECURITY-318",
                409,
                "The password and role of " + username + " are kept by the external issuer; nothing was changed. Change"
                        + " them there");
    }

    static LoginProblem keyMakesNoKey() {
        return new LoginProblem(
                "HUB-SECURITY-319",
                403,
                "An API key cannot make another one; none was made. Log in with your password and try again");
    }

    static LoginProblem badApiKey(String why) {
        return new LoginProblem("HUB-SECURITY-320", 400, "No API key was made: " + why);
    }

    static LoginProblem noApiKey(long id) {
        return new LoginProblem("HUB-SECURITY-321", 404, "That user has no API key " + id + "; nothing was revoked");
    }

    static LoginProblem issuerAway() {
        return new LoginProblem(
                "HUB-SECURITY-322",
                503,
                "The keys of the external issuer cannot be fetched, so its tokens cannot be checked; nothing was done. Try"
                        + " again in 30 seconds",
                Duration.ofSeconds(30));
    }

    static LoginProblem sessionOver() {
        return new LoginProblem(
                "HUB-SECURITY-324",
                401,
                "This session is over: the user was logged out, disabled, or got another password; nothing was done. Log in"
                        + " again");
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
