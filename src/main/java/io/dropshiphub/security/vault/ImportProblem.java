package io.dropshiphub.security.vault;

import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.security.SecretName;

/** Something cannot be taken over from Fernet tokens; the message repeats no key and no token. */
class ImportProblem extends CodedProblem {

    private ImportProblem(String code, int status, String detail) {
        super(code, status, detail);
    }

    static ImportProblem noKey() {
        return new ImportProblem(
                "HUB-SECURITY-120", 400, "No Fernet key was sent, so nothing was imported. Send fernet_keys.");
    }

    static ImportProblem unusableKey(int place) {
        return new ImportProblem(
                "HUB-SECURITY-121",
                400,
                "Fernet key number " + place
                        + " is not 32 bytes in URL-safe Base64, so nothing was imported. Send the key as"
                        + " the other program has it.");
    }

    static ImportProblem noToken(SecretName name) {
        return new ImportProblem(
                "HUB-SECURITY-122",
                422,
                "What was sent for " + name
                        + " is no Fernet token; it was not imported. Copy the whole token, it begins with"
                        + " gAAAAA.");
    }

    static ImportProblem noKeyFits(SecretName name) {
        return new ImportProblem(
                "HUB-SECURITY-123",
                422,
                "None of the keys opens the token of " + name
                        + ", or the token was altered; it was not imported. Send the key" + " it was made with.");
    }

    static ImportProblem noText(SecretName name) {
        return new ImportProblem(
                "HUB-SECURITY-124",
                422,
                "The token of " + name + " holds no text (UTF-8); it was not imported. Set it by hand.");
    }

    static ImportProblem thereAlready(SecretName name) {
        return new ImportProblem(
                "HUB-SECURITY-125",
                409,
                "The vault has a secret " + name
                        + " already, which stays; the token was not imported. Send \"replace\": true to"
                        + " replace it.");
    }
}
