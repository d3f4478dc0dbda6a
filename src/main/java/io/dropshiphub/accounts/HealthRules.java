package io.dropshiphub.accounts;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Decides from the signs how an account fares: the one table from signs to state. */
@Component
class HealthRules {

    /** What is known of an account at a moment; {@code probeDue} and {@code waits} may be null. */
    record Signs(
            AccountDetails details,
            AccountTraffic.Gate gate,
            AccountTraffic.Calls calls,
            Instant probeDue,
            boolean probing) {}

    /** A state, why, and what happens next. */
    record Finding(HealthState state, String why, String next) {}

    private final HealthProperties settings;

    HealthRules(HealthProperties settings) {
        this.settings = settings;
    }

    Finding decide(Signs signs, Instant now) {
        AccountDetails details = signs.details();
        AccountTraffic.Gate gate = signs.gate();
        if (!details.enabled()) {
            return new Finding(
                    HealthState.DISABLED, "A person has closed the account.", "PATCH enabled: true opens it.");
        }
        if (!details.hasCredentials()) {
            return new Finding(
                    HealthState.NO_CREDENTIALS,
                    "The account has no credentials.",
                    "PUT its credentials; it is used from then on.");
        }
        if (gate.pausedByHub()) {
            return pausedByHub(signs);
        }
        if (gate.pausedBy() != null) {
            return new Finding(
                    HealthState.PAUSED,
                    "A person has paused the account: " + gate.pausedWhy(),
                    "Resume it when it may go on.");
        }
        if (gate.marketplaceProbed()) {
            return new Finding(
                    HealthState.RECOVERING,
                    "The marketplace was away: " + gate.waitsWhy(),
                    "One job goes ahead; all go on when the marketplace answers it.");
        }
        Duration left = details.keyExpiresAt() == null ? null : Duration.between(now, details.keyExpiresAt());
        if (left != null && (left.isNegative() || left.isZero())) {
            return new Finding(
                    HealthState.KEY_EXPIRED,
                    "The key ended on " + details.keyExpiresAt() + ", "
                            + left.negated().toDays() + " days ago.",
                    "Have the marketplace issue a new one and PUT it as credentials. Calls go on until it refuses them.");
        }
        if (gate.waitsWhy() != null) {
            return new Finding(
                    HealthState.WAITING,
                    gate.waitsWhy(),
                    gate.waitsUntil() == null
                            ? "It goes on by itself."
                            : "It goes on by itself at " + gate.waitsUntil() + ".");
        }
        Finding degraded = degraded(signs.calls());
        if (degraded != null) {
            return degraded;
        }
        if (left != null
                && left.compareTo(Duration.ofDays(settings.keyWarnings().get(0))) <= 0) {
            return new Finding(
                    HealthState.KEY_EXPIRES_SOON,
                    "The key ends on " + details.keyExpiresAt() + ", in " + left.toDays() + " days.",
                    "Have the marketplace issue a new one and PUT it as credentials before.");
        }
        return new Finding(HealthState.HEALTHY, "Nothing is wrong.", "Nothing has to be done.");
    }

    private static Finding pausedByHub(Signs signs) {
        AccountTraffic.Gate gate = signs.gate();
        if (!gate.probeHelps()) {
            return new Finding(
                    HealthState.TEMPLATE_INCOMPLETE,
                    gate.pausedWhy(),
                    "It goes on by itself when its template is changed.");
        }
        if (signs.probing()) {
            return new Finding(
                    HealthState.RECOVERING,
                    "The marketplace did not accept the account: " + gate.pausedWhy(),
                    "A probe is under way; the account goes on if the marketplace accepts it.");
        }
        return new Finding(
                HealthState.AUTH_FAILED,
                gate.pausedWhy(),
                "The hub probes the account at " + signs.probeDue()
                        + " and lets it go on if the marketplace accepts it. New credentials are tried at once.");
    }

    private Finding degraded(AccountTraffic.Calls calls) {
        if (calls.made() < settings.minimumCalls()) {
            return null;
        }
        if (calls.failed() * 100 >= calls.made() * settings.failedPercent()) {
            return new Finding(
                    HealthState.DEGRADED,
                    calls.failed() + " of " + calls.made() + " calls failed, the last: " + calls.lastFailureWhy(),
                    "Calls are tried again by schedule. See what went wrong: GET /api/v1/errors/statistics.");
        }
        if (calls.rejected() * 100 >= calls.made() * settings.rejectedPercent()) {
            return new Finding(
                    HealthState.DEGRADED,
                    "The marketplace refused " + calls.rejected() + " of " + calls.made() + " products.",
                    "Look at the reasons in the result files, and mend the products or the account's template.");
        }
        return null;
    }
}
