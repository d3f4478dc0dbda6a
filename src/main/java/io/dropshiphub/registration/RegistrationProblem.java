package io.dropshiphub.registration;

import io.dropshiphub.product.CodedProblem;
import java.util.UUID;

/** A request the ledger refuses, with a code a caller can act on. */
public class RegistrationProblem extends CodedProblem {

    RegistrationProblem(String code, int status, String detail) {
        super(code, status, detail);
    }

    static RegistrationProblem noAccount(String platform) {
        return new RegistrationProblem(
                "HUB-REG-001",
                409,
                "The hub has no enabled account on " + platform
                        + ", so nothing was accepted. Add one to the configuration or leave this marketplace out.");
    }

    static RegistrationProblem unknownBatch(UUID batch) {
        return new RegistrationProblem(
                "HUB-REG-004", 404, "There is no batch " + batch + ". GET /api/v1/registration/batches lists them.");
    }

    static RegistrationProblem finished(UUID batch, String status, String wish) {
        return new RegistrationProblem(
                "HUB-REG-006", 409, "Batch " + batch + " is already " + status + " and cannot be " + wish + ".");
    }

    static RegistrationProblem unknownDeadLetter(long id) {
        return new RegistrationProblem(
                "HUB-REG-007", 404, "There is no dead letter " + id + ". GET /api/v1/dead-letters lists them.");
    }

    static RegistrationProblem badEdit(long id, String why) {
        return new RegistrationProblem(
                "HUB-REG-008",
                400,
                "The changed product of dead letter " + id + " was not taken: " + why
                        + ". Send the whole product as GET /api/v1/dead-letters/" + id + " shows it.");
    }

    static RegistrationProblem closedDeadLetter(long id, String status) {
        return new RegistrationProblem(
                "HUB-REG-009", 409, "Dead letter " + id + " is already " + status + "; nothing was changed.");
    }

    static RegistrationProblem noReason() {
        return new RegistrationProblem(
                "HUB-REG-013", 400, "Discarding needs a reason: send {\"reason\": \"…\"}. Nothing was discarded.");
    }

    static RegistrationProblem nowhereToMove(String account) {
        return new RegistrationProblem(
                "HUB-ALLOC-001",
                409,
                "No other account of the same owner and marketplace can take what waits for " + account
                        + "; nothing was moved. Let one go on (POST /api/v1/accounts/{id}/resume) or add one,"
                        + " then try again.");
    }
}
