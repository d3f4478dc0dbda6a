package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.OutcomeClass;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** The step of every registration that turns a product's pictures into hosted ones its marketplace takes. Thread-safe. */
@Component
public class ImageFit {

    private final FittedPictures pictures;
    private final HostedImages hosted;
    private final ImagesProperties settings;
    private final Clock clock;

    ImageFit(FittedPictures pictures, HostedImages hosted, ImagesProperties settings, Clock clock) {
        this.pictures = pictures;
        this.hosted = hosted;
        this.settings = settings;
        this.clock = clock;
        checkAddressLength();
    }

    /** Whether this job's batch wants its pictures fitted. */
    public boolean isWanted(ListingJob job) {
        return job.fitImages();
    }

    /**
     * Fits and hosts the pictures of a job's product, at most as many as its marketplace shows.
     *
     * @return the same job, its pictures' addresses all on this hub and in the same order
     * @throws CallFailed rejected when a picture can never be used, not sent when it may be usable later
     */
    public ListingJob fit(ListingJob job) {
        ImageSpec spec = settings.specs().get(job.platform());
        if (spec == null) {
            throw ImageProblems.noRules(job.platform());
        }
        List<ImageRef> wanted =
                job.product().images().stream().limit(spec.maxCount()).toList();
        List<CompletableFuture<String>> running = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            running.add(pictures.get(wanted.get(i), ImageRule.of(job.platform(), spec, i)));
        }
        return job.withProduct(job.product().withImages(await(wanted, running, patience(job))));
    }

    /**
     * For jobs whose pictures are not to be touched: only those that came in a ZIP get an address, for outside the hub they
     * have none.
     */
    public ListingJob address(ListingJob job) {
        if (job.product().images().stream().noneMatch(ImageRef::isHeldByHub)) {
            return job;
        }
        return job.withProduct(job.product()
                .withImages(job.product().images().stream()
                        .map(image -> image.isHeldByHub()
                                ? new ImageRef(hosted.url(image.url().substring(ImageRef.HUB_MEDIA.length())))
                                : image)
                        .toList()));
    }

    private List<ImageRef> await(List<ImageRef> wanted, List<CompletableFuture<String>> running, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        List<ImageRef> fitted = new ArrayList<>();
        CallFailed trouble = null;
        for (int i = 0; i < running.size(); i++) {
            try {
                String key = running.get(i).get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                fitted.add(new ImageRef(hosted.url(key)));
            } catch (ExecutionException e) {
                CallFailed failed = e.getCause() instanceof CallFailed decided
                        ? decided
                        : ImageProblems.ownTrouble(wanted.get(i).url(), e.getCause());
                // what is refused for good is said now, not after the retries that another picture needs
                if (failed.outcome().outcomeClass() == OutcomeClass.REJECTED) {
                    throw failed;
                }
                trouble = trouble == null ? failed : trouble;
            } catch (TimeoutException e) {
                trouble = trouble == null ? ImageProblems.notReady(wanted.get(i).url(), patience) : trouble;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ImageProblems.ownTrouble(wanted.get(i).url(), e);
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return fitted;
    }

    /** A job whose claim lapses while it waits would do the call's work for nothing. */
    private Duration patience(ListingJob job) {
        if (job.leaseUntil() == null) {
            return settings.jobDeadline();
        }
        Duration half = Duration.between(clock.instant(), job.leaseUntil()).dividedBy(2);
        Duration shorter = half.compareTo(settings.jobDeadline()) < 0 ? half : settings.jobDeadline();
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }

    /** Said at start, not by the marketplace's refusal of every product. */
    private void checkAddressLength() {
        int length = hosted.url("0".repeat(32) + ".jpg").length();
        for (Map.Entry<String, ImageSpec> spec : settings.specs().entrySet()) {
            int limit = spec.getValue().maxUrlLength();
            if (limit > 0 && length > limit) {
                throw new IllegalStateException(
                        "hub.images.public-url (HUB_PUBLIC_URL) is too long: addresses of pictures"
                                + " would have " + length + " characters, " + spec.getKey() + " takes " + limit
                                + ". Choose a shorter public address.");
            }
        }
    }
}
