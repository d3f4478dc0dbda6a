package io.dropshiphub.security.vault;

import java.io.IOException;
import java.nio.file.Path;

/** The vault cannot be opened with what the hub was given; the message says what to do. Ends the start of the hub. */
class VaultStartProblem extends RuntimeException {

    private static final String MAKE_ONE = "Make one with: openssl rand -base64 32";

    private final String description;
    private final String action;

    private VaultStartProblem(String description, String action) {
        // no cause: a library's words may repeat what it was given
        super(description + ". " + action);
        this.description = description;
        this.action = action;
    }

    static VaultStartProblem noMasterKey() {
        return new VaultStartProblem(
                "HUB-SECURITY-101: There is no master key, so the hub could neither keep nor open credentials; it does not"
                        + " start. Nothing was changed",
                "Set ENCRYPTION_MASTER_KEY to the key that this hub has always had. For a new hub: " + MAKE_ONE
                        + " and keep a copy apart from the database's backups: without it no stored credential can be"
                        + " opened again");
    }

    static VaultStartProblem weakMasterKey(String where, String why) {
        return new VaultStartProblem(
                "HUB-SECURITY-102: " + where + " is no usable master key: " + why + "; the hub does not start. Nothing"
                        + " was changed",
                "A master key is 32 random bytes written as Base64. " + MAKE_ONE);
    }

    static VaultStartProblem unusableFile(Path file, IOException why) {
        return new VaultStartProblem(
                "HUB-SECURITY-103: The master key's file " + file + " cannot be used ("
                        + why.getClass().getSimpleName() + "); the hub does not start",
                "Let the hub read and, in the development run, write it, or set ENCRYPTION_MASTER_KEY");
    }

    static VaultStartProblem wrongMasterKey() {
        return new VaultStartProblem(
                "HUB-SECURITY-104: The master key is not the one that this database's vault was made with; the hub does"
                        + " not start. Nothing was changed",
                "Set ENCRYPTION_MASTER_KEY to the former key. If you have changed it on purpose, set"
                        + " ENCRYPTION_MASTER_KEY_PREVIOUS to the former one for one start. If it is lost, the stored"
                        + " credentials are lost with it: docs/security-vault.md says how to begin anew");
    }

    static VaultStartProblem alteredVault(String what) {
        return new VaultStartProblem(
                "HUB-SECURITY-105: The master key is the right one, but " + what + " does not open with it: somebody or"
                        + " something altered the database; the hub does not start. Nothing was changed",
                "Restore the vault's tables from a backup, see docs/security-vault.md");
    }

    /** Code and what is wrong. */
    String description() {
        return description;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
