package io.dropshiphub.admin.access;

import io.dropshiphub.product.CodedProblem;

/** A request names an owner that it cannot mean. */
class OwnerProblem extends CodedProblem {

    private OwnerProblem(String code, int status, String detail) {
        super(code, status, detail);
    }

    static OwnerProblem notYours() {
        return new OwnerProblem(
                "HUB-SECURITY-480",
                403,
                "Only staff may name another owner; nothing was done. Leave 'owner' out: what you ask for is your own.");
    }

    static OwnerProblem unknown(String owner) {
        String shown = (owner.length() <= 40 ? owner : owner.substring(0, 40) + "…").replaceAll("\\p{Cntrl}", " ");
        return new OwnerProblem(
                "HUB-SECURITY-481",
                404,
                "There is no user '" + shown + "' who could own anything; nothing was done. Name a user of the hub in"
                        + " 'owner', or leave it out.");
    }
}
