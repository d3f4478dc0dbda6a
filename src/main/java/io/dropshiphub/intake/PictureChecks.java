package io.dropshiphub.intake;

import io.dropshiphub.product.PictureReport;
import io.dropshiphub.product.Product;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tells for a dry run what would become of pictures; implemented where pictures are worked on. */
public interface PictureChecks {

    /** Begins the dry run of one input, whose products go to these marketplaces. */
    Check begin(List<String> platforms);

    /** The pictures of one dry run; used by one thread. */
    interface Check {

        /**
         * Looks at a picture that travels in a ZIP, without keeping it.
         *
         * @return the media key it would get
         * @throws io.dropshiphub.product.CallFailed when it would be refused
         */
        String inZip(String name, InputStream in) throws IOException;

        /** What would become of a product's pictures, in their order; they are fetched aside, and it never fails. */
        CompletableFuture<List<PictureReport>> of(Product product);

        /** How many different pictures were looked at so far. */
        long lookedAt();

        /** How often a product named a picture that was not looked at because the settings allow no more. */
        long notLookedAt();
    }
}
