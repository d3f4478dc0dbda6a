package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.DetailHtml;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.Product;
import io.dropshiphub.storage.ObjectStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The step of every registration that turns a product's pictures into hosted ones its marketplace takes. Thread-safe. */
@Component
public class ImageFit {

    private final PictureRequests requests;
    private final PictureOwners owners;
    private final HostedImages hosted;
    private final ImagesProperties settings;
    private final Clock clock;

    ImageFit(
            PictureRequests requests,
            PictureOwners owners,
            HostedImages hosted,
            ObjectStorage storage,
            ImagesProperties settings,
            Clock clock) {
        this.requests = requests;
        this.owners = owners;
        this.hosted = hosted;
        this.settings = settings;
        this.clock = clock;
        checkAddressLength(storage.pictureAddresses());
    }

    /** One picture that was asked for, and the rule whose file this marketplace gets. */
    private record Wish(ImageRef image, ImageRule rule, CompletableFuture<Map<ImageRule, HostedPicture>> pictures) {}

    /** Whether this job's batch wants its pictures fitted. */
    public boolean isWanted(ListingJob job) {
        return !job.fitImagesFor().isEmpty();
    }

    /**
     * Fits and hosts the pictures of a job's product, at most as many as its marketplace shows, and those inside its detail
     * text. What the product's other marketplaces demand is made at the same time, while the picture is decoded.
     *
     * @return the same job, its pictures' addresses all on the hub's storage and in the same order
     * @throws CallFailed rejected when a picture can never be used, not sent when it may be usable later
     */
    public ListingJob fit(ListingJob job) {
        ImageSpec spec = settings.specs().get(job.platform());
        if (spec == null) {
            throw ImageProblems.noRules(job.platform());
        }
        Product product = job.product();
        List<ImageRef> images = product.images().stream().limit(spec.maxCount()).toList();
        Set<ImageRule> rules = rules(job, own -> own.rules().stream());
        List<Wish> gallery = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            gallery.add(new Wish(images.get(i), spec.rule(i), requests.get(images.get(i), rules)));
        }
        DetailHtml detail = new DetailHtml(product.description());
        List<Wish> page = inside(detail, spec.detailRule(), job);
        long end = System.nanoTime() + patience(job).toNanos();
        List<Wish> all = Stream.concat(gallery.stream(), page.stream()).toList();
        owners.note(job.batchId(), all.stream().map(Wish::image).toList());
        List<String> addresses = await(all, end);
        Map<String, String> replaced = new HashMap<>();
        for (int i = 0; i < page.size(); i++) {
            replaced.put(page.get(i).image().url(), addresses.get(gallery.size() + i));
        }
        return job.withProduct(product.withImages(addresses.subList(0, gallery.size()).stream()
                        .map(ImageRef::new)
                        .toList())
                .withDescription(detail.withPictures(replaced)));
    }

    /**
     * For jobs whose pictures are not to be touched: only those that came in a ZIP get an address, for outside the hub they
     * have none.
     *
     * @throws CallFailed rejected when the hub no longer holds such a picture
     */
    public ListingJob address(ListingJob job) {
        if (job.product().images().stream().noneMatch(ImageRef::isHeldByHub)) {
            return job;
        }
        return job.withProduct(job.product()
                .withImages(job.product().images().stream()
                        .map(image -> image.isHeldByHub() ? new ImageRef(hosted.url(image.url())) : image)
                        .toList()));
    }

    private List<Wish> inside(DetailHtml detail, ImageRule rule, ListingJob job) {
        if (rule == null) {
            return List.of();
        }
        Set<ImageRule> rules = rules(job, spec -> Stream.of(spec.detailRule()).filter(Objects::nonNull));
        return detail.pictures().stream()
                .map(ImageRef::new)
                .map(image -> new Wish(image, rule, requests.get(image, rules)))
                .toList();
    }

    /** What all marketplaces of this product demand: the picture is decoded once for them. */
    private Set<ImageRule> rules(ListingJob job, Function<ImageSpec, Stream<ImageRule>> of) {
        Set<ImageRule> rules = new LinkedHashSet<>();
        Stream.concat(Stream.of(job.platform()), job.fitImagesFor().stream())
                .map(settings.specs()::get)
                .filter(Objects::nonNull)
                .flatMap(of)
                .forEach(rules::add);
        return rules;
    }

    private List<String> await(List<Wish> wishes, long end) {
        List<String> addresses = new ArrayList<>();
        CallFailed trouble = null;
        for (Wish wish : wishes) {
            try {
                HostedPicture picture = wish.pictures()
                        .get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)
                        .get(wish.rule());
                addresses.add(hosted.url(picture));
            } catch (ExecutionException e) {
                CallFailed failed = PictureRequests.decided(wish.image(), e.getCause());
                // what is refused for good is said now, not after the retries that another picture needs
                if (failed.outcome().outcomeClass() == OutcomeClass.REJECTED) {
                    throw failed;
                }
                trouble = trouble == null ? failed : trouble;
            } catch (TimeoutException e) {
                trouble = trouble == null ? ImageProblems.notReady(wish.image().url()) : trouble;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ImageProblems.ownTrouble(wish.image().url(), e);
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return addresses;
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
    private void checkAddressLength(Map<String, String> beginnings) {
        beginnings.forEach((store, beginning) -> settings.specs().forEach((platform, spec) -> {
            int length = beginning.length() + MediaKeys.LENGTH;
            if (spec.maxUrlLength() > 0 && length > spec.maxUrlLength()) {
                throw new IllegalStateException("hub.storage." + store + ".public-url ("
                        + (store.equals("local") ? "HUB_PUBLIC_URL" : "its bucket's own address when empty")
                        + ") is too long: addresses of pictures would have " + length + " characters, " + platform
                        + " takes " + spec.maxUrlLength() + ". Choose a shorter public address.");
            }
        }));
    }
}
