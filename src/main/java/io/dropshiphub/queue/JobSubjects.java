package io.dropshiphub.queue;

import io.dropshiphub.product.Product;
import java.util.Collection;
import java.util.Map;

/** Where the queue gets what its thin jobs are about; implemented by the ledger. */
public interface JobSubjects {

    /**
     * What a job works on.
     *
     * @param product the content to list
     * @param listingId the marketplace's id when the listing exists, or null
     * @param fitImages whether the batch wants its pictures fitted
     */
    record Subject(Product product, String listingId, boolean fitImages) {}

    /** The subjects of these platform registrations, by id; one that does not exist is left out. */
    Map<Long, Subject> load(Collection<Long> registrationIds);
}
