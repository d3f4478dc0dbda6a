package io.dropshiphub.accounts;

import io.dropshiphub.product.CodedProblem;
import java.util.Collection;

/** A wish about an account that cannot be fulfilled. */
final class AccountProblem extends CodedProblem {

    private AccountProblem(String code, int status, String detail) {
        super(code, status, detail);
    }

    static AccountProblem name() {
        return new AccountProblem(
                "HUB-ACCOUNTS-010",
                400,
                "The name of the account was not taken, and nothing was changed. Send 1 to 60 letters, digits, spaces, dots,"
                        + " dashes or underscores, beginning with a letter or digit.");
    }

    static AccountProblem nameTaken(String platform, String name) {
        return new AccountProblem(
                "HUB-ACCOUNTS-011",
                409,
                "There is an account '" + name + "' on " + platform
                        + " already; nothing was changed. Choose another name, or change that one.");
    }

    static AccountProblem limit(String field, String allowed) {
        return new AccountProblem(
                "HUB-ACCOUNTS-012",
                400,
                "The limit " + field + " must be a number " + allowed
                        + "; nothing was changed. Mend it and send it again.");
    }

    static AccountProblem credentials(String platform, String what, CredentialFields fields) {
        return new AccountProblem(
                "HUB-ACCOUNTS-013",
                400,
                "The credentials were not taken, and those that were there stay: " + what + ". An account of "
                        + platform + " needs " + fields.required() + " and may have " + fields.optional()
                        + ". Send all of them.");
    }

    static AccountProblem expired() {
        return new AccountProblem(
                "HUB-ACCOUNTS-014",
                400,
                "The credentials were not taken, and those that were there stay: expires_at is in the past. Have the"
                        + " marketplace issue a new key and send that.");
    }

    static AccountProblem closed(String label) {
        return new AccountProblem(
                "HUB-ACCOUNTS-015",
                409,
                "The account " + label
                        + " is closed; nothing was changed. Open it again first: PATCH {\"enabled\": true}.");
    }

    static AccountProblem configuredName(String label) {
        return new AccountProblem(
                "HUB-ACCOUNTS-020",
                409,
                "The account " + label
                        + " is found in the configuration by its name, which therefore stays; nothing was changed."
                        + " Rename it there and restart the hub.");
    }

    static AccountProblem notYourCredentials() {
        return new AccountProblem(
                "HUB-ACCOUNTS-022",
                403,
                "What an account logs in with is set by its owner or an administrator; nothing was done. Leave"
                        + " 'credentials' out, and let one of them PUT it to the account's credentials.");
    }

    static AccountProblem notYourLimit(String field, Number most) {
        return new AccountProblem(
                "HUB-ACCOUNTS-023",
                403,
                "A seller may set " + field + " from just above 0 to " + most
                        + ", the marketplace's own limit, and 0 is"
                        + " no limit at all; nothing was changed. Send less, or ask the hub's staff to raise it.");
    }

    static AccountProblem templateName() {
        return new AccountProblem(
                "HUB-ACCOUNTS-016",
                400,
                "The name of the template was not taken, and nothing was changed. Send 1 to 60 letters, digits, spaces, dots,"
                        + " dashes or underscores, beginning with a letter or digit.");
    }

    static AccountProblem noTemplate(String name, Collection<String> there) {
        return new AccountProblem(
                "HUB-ACCOUNTS-017",
                404,
                "The account has no template '" + name + "'. It has " + there + "; PUT one of that name to make it.");
    }

    static AccountProblem defaultTemplate(String name) {
        return new AccountProblem(
                "HUB-ACCOUNTS-018",
                409,
                "'" + name
                        + "' is the account's default template, which listings need; it stays. Make another one the default"
                        + " first.");
    }

    static AccountProblem tooManyTemplates(int most) {
        return new AccountProblem(
                "HUB-ACCOUNTS-019",
                409,
                "The account has " + most + " templates, which is the most; nothing was changed. Remove one first.");
    }
}
