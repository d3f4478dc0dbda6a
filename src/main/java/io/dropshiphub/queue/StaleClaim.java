package io.dropshiphub.queue;

import io.dropshiphub.product.ListingJob;

/**
 * The worker no longer owns the job: its lease ran out and somebody else may be at it. Nothing was sent, nothing is
 * recorded; the job goes on elsewhere.
 */
public class StaleClaim extends RuntimeException {

    private StaleClaim(String message) {
        super(message, null, false, false);
    }

    static StaleClaim of(ListingJob job) {
        return new StaleClaim(
                "HUB-QUEUE-001: the claim " + job.claimToken() + " on job " + job.id() + " (" + job.platform()
                        + ", SKU " + job.product().sku()
                        + ") is no longer valid, so the call was not sent; the job goes on with its new owner");
    }
}
