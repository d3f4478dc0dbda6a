package io.dropshiphub.registration;

import java.util.UUID;

/** A batch takes no more rows: it was cancelled, or another reader of the same input was faster and has closed it. */
public final class BatchEnded extends RegistrationProblem {

    BatchEnded(UUID batch, String status) {
        super(
                "HUB-REG-005",
                409,
                "Batch " + batch + " is " + status + " and takes no more rows; the rest of its input was left unread.");
    }
}
