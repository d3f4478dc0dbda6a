package io.dropshiphub.accounts;

import io.dropshiphub.product.Outcome;
import java.util.Objects;

/**
 * What came of one harmless call with an account.
 *
 * @param verdict in one word
 * @param code a code of the hub or the marketplace; null when it worked
 * @param message what happened and what you can do; never holds a secret
 */
public record ConnectionReport(Verdict verdict, String code, String message) {

    /** What it says about the account. */
    public enum Verdict {
        /** The marketplace accepts the account. */
        OK,
        /** It does not. */
        REFUSED,
        /** It takes no call of it just now. */
        BUSY,
        /** Nothing: no usable answer came. */
        UNREACHABLE
    }

    public ConnectionReport {
        Objects.requireNonNull(verdict, "verdict");
    }

    /** The marketplace accepts the account. */
    public static ConnectionReport ok(String message) {
        return new ConnectionReport(Verdict.OK, null, message);
    }

    /** What an outcome that is no success says about the account. */
    public static ConnectionReport of(Outcome problem) {
        Verdict verdict =
                switch (problem.outcomeClass()) {
                    case AUTH -> Verdict.REFUSED;
                    case QUOTA -> Verdict.BUSY;
                    default -> Verdict.UNREACHABLE;
                };
        return new ConnectionReport(verdict, problem.code(), problem.message());
    }
}
