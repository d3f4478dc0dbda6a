package io.dropshiphub.images;

import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.SellerSku;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Jobs of which only the pictures matter. */
final class Jobs {

    private Jobs() {}

    static ListingJob job(String platform, String... images) {
        return job(platform, true, null, images);
    }

    static ListingJob job(String platform, List<String> platforms, String... images) {
        return job(platform, platforms, null, "", images);
    }

    static ListingJob job(String platform, boolean fitImages, Instant leaseUntil, String... images) {
        return job(platform, fitImages ? List.of(platform) : List.of(), leaseUntil, "", images);
    }

    static ListingJob jobWith(String description, String platform, String... images) {
        return job(platform, List.of(platform), null, description, images);
    }

    private static ListingJob job(
            String platform, List<String> platforms, Instant leaseUntil, String description, String[] images) {
        Product product = new Product(
                new SellerSku("P-1"),
                "머그컵",
                "kitchen",
                10_000,
                null,
                5,
                description,
                Arrays.stream(images).map(ImageRef::new).toList(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                false,
                false,
                List.of(),
                Map.of());
        return new ListingJob(
                1, 1, leaseUntil, 1, new UUID(0, 1), JobKind.REGISTER, platform, 1, 1, 0, 0, null, platforms, product);
    }

    static List<String> addresses(ListingJob job) {
        return job.product().images().stream().map(ImageRef::url).toList();
    }
}
