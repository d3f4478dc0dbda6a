package io.dropshiphub.product;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One claimed piece of work for one account of one marketplace: the body of every dispatch route.
 *
 * @param id the queue's job id
 * @param claimToken proves that the holder still owns the job; a stale one is refused everywhere
 * @param leaseUntil when the claim lapses
 * @param registrationId the platform registration this job works for
 * @param batchId its batch
 * @param kind what to do
 * @param platform marketplace key ({@code coupang}, {@code naver}, {@code 11st})
 * @param accountId the market account to call with
 * @param attempt 1 for the first try
 * @param doubts how often a creation for this registration has ended with an unknown outcome
 * @param absences how often in a row the look-up has answered "not there"
 * @param listingId the marketplace's id when the listing exists (UPDATE, APPROVAL), else null
 * @param fitImagesFor the marketplaces this product goes to and its pictures are to be fitted for, this one among them;
 *     empty: the addresses are sent as they are
 * @param product the content to list
 */
public record ListingJob(
        long id,
        long claimToken,
        Instant leaseUntil,
        long registrationId,
        UUID batchId,
        JobKind kind,
        String platform,
        long accountId,
        int attempt,
        int doubts,
        int absences,
        String listingId,
        List<String> fitImagesFor,
        Product product) {

    public ListingJob {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(product, "product");
        fitImagesFor = List.copyOf(fitImagesFor);
    }

    /** The same job with other content: after the image step. */
    public ListingJob withProduct(Product changed) {
        return new ListingJob(
                id,
                claimToken,
                leaseUntil,
                registrationId,
                batchId,
                kind,
                platform,
                accountId,
                attempt,
                doubts,
                absences,
                listingId,
                fitImagesFor,
                changed);
    }
}
