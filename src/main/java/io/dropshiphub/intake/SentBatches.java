package io.dropshiphub.intake;

import io.dropshiphub.product.Caller;
import java.util.UUID;

/** Who has sent which batch over REST: something that must stay known. */
@FunctionalInterface
public interface SentBatches {

    /**
     * A batch was taken in.
     *
     * @param caller who sent it; its owner may be somebody else
     * @param rows how many of its products were accepted
     */
    void sent(Caller caller, UUID batch, long rows);
}
