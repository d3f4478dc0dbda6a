package io.dropshiphub.security.vault;

import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.security.SecretName;

/** The vault cannot do what it was asked; the message tells nothing of any value. */
class VaultProblem extends CodedProblem {

    private VaultProblem(String code, int status, String detail) {
        super(code, status, detail);
    }

    static VaultProblem doesNotOpen(SecretName name) {
        return new VaultProblem(
                "HUB-SECURITY-110",
                500,
                "The secret " + name
                        + " does not open: its row was altered, or moved from another place. Whatever needs it"
                        + " stops. Set the secret anew, and find out who changed the table vault_secret.");
    }

    static VaultProblem keyGone(SecretName name, int version) {
        return new VaultProblem(
                "HUB-SECURITY-111",
                500,
                "The secret " + name + " needs key pair " + version
                        + ", which is gone or does not open. Whatever needs it"
                        + " stops. Set the secret anew, or restore the table vault_key_pair from a backup.");
    }

    static VaultProblem keyDoesNotOpen(int version) {
        return new VaultProblem(
                "HUB-SECURITY-115",
                500,
                "Key pair " + version
                        + " of the vault does not open: its row was altered, or the master key was changed while"
                        + " this hub was running. What needs it stops. Restart this hub with the current master key; if that"
                        + " does not help, restore the table vault_key_pair from a backup.");
    }

    static VaultProblem unknownFormat(SecretName name, int format) {
        return new VaultProblem(
                "HUB-SECURITY-112",
                500,
                "The secret " + name + " is kept in format " + format
                        + ", which this hub does not know. Whatever needs it"
                        + " stops. A newer hub wrote it: update this one.");
    }

    static VaultProblem masterKeyChanged() {
        return new VaultProblem(
                "HUB-SECURITY-113",
                503,
                "The master key was changed while this hub was running with the former one; no key pair was made. Restart"
                        + " this hub with the new master key.");
    }

    static VaultProblem unusableValue(SecretName name, String why) {
        return new VaultProblem(
                "HUB-SECURITY-114",
                400,
                "The value of the secret " + name + " was not taken: " + why
                        + ". An earlier value stays. Send another.");
    }
}
