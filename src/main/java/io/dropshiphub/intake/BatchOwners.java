package io.dropshiphub.intake;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.CodedProblem;
import java.util.Map;

/** The users as owners of batches; implemented where users are known. */
public interface BatchOwners {

    /**
     * The owner of a batch that somebody sends.
     *
     * @param caller who sends it
     * @param name the owner's user name as the request has it; null when it has none
     * @return the owner's user id
     * @throws CodedProblem when there is no such user, or the caller may not send for them
     */
    long of(Caller caller, String name);

    /** The sellers who may log in: the user ids by their names. */
    Map<String, Long> sellers();
}
