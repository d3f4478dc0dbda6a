package io.dropshiphub.queue;

import io.dropshiphub.product.Product;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where the queue gets what its thin jobs are about; implemented by the ledger. */
public interface JobSubjects {

    /**
     * What a job works on.
     *
     * @param product the content to list
     * @param listingId the marketplace's id when the listing exists, or null
     * @param fitImagesFor the marketplaces that its pictures are to be fitted for; empty when the batch does not want that
     */
    record Subject(Product product, String listingId, List<String> fitImagesFor) {}

    /** The subjects of these platform registrations, by id; one that does not exist is left out. */
    Map<Long, Subject> load(Collection<Long> registrationIds);
}
