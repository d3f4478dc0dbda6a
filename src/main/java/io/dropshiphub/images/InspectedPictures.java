package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.DetailHtml;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.PictureReport;
import io.dropshiphub.product.Product;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The pictures of one dry run. Each different one is looked at once, as many as the settings allow; used by one thread, while
 * the pictures are fetched side by side.
 */
public final class InspectedPictures {

    private static final String GALLERY = "gallery";
    private static final String DETAIL = "detail";

    private final PictureInspection inspection;
    private final ImagesProperties settings;
    private final Clock clock;
    private final Instant end;
    private final Map<String, ImageSpec> specs = new LinkedHashMap<>();
    private final List<String> withoutRules = new ArrayList<>();
    private final Set<ImageRule> rules = new LinkedHashSet<>();
    /** By address. */
    private final Map<String, CompletableFuture<Map<ImageRule, List<String>>>> looks = new HashMap<>();
    /** File names by address, of pictures that travel in a ZIP. */
    private final Map<String, String> names = new HashMap<>();

    private int fetched;
    private long notLookedAt;

    InspectedPictures(PictureInspection inspection, ImagesProperties settings, Clock clock, List<String> platforms) {
        this.inspection = inspection;
        this.settings = settings;
        this.clock = clock;
        this.end = clock.instant().plus(settings.dryRun().within());
        for (String platform : platforms) {
            ImageSpec spec = settings.specs().get(platform);
            if (spec == null) {
                withoutRules.add(platform);
                continue;
            }
            specs.put(platform, spec);
            rules.addAll(spec.rules());
            if (spec.detailRule() != null) {
                rules.add(spec.detailRule());
            }
        }
    }

    /**
     * Looks at a picture that travels in a ZIP; it is not kept.
     *
     * @param name its file name
     * @param in read up to its end or the size limit, not closed
     * @return the media key it would get
     * @throws CallFailed rejected when it is no picture the hub takes
     */
    public String inZip(String name, InputStream in) throws IOException {
        Picture picture = Picture.of(name, in, settings);
        PictureFitter.checkEnd(picture);
        String key = MediaKeys.of(picture.storable(), picture.format());
        String address = ImageRef.HUB_MEDIA + key;
        names.put(address, name);
        looks.put(address, CompletableFuture.completedFuture(PictureInspection.changes(picture, rules)));
        return key;
    }

    /** What would become of the pictures of a product, in their order; never fails. */
    public CompletableFuture<List<PictureReport>> of(Product product) {
        List<CompletableFuture<PictureReport>> reports = new ArrayList<>();
        for (int i = 0; i < product.images().size(); i++) {
            Map<String, ImageRule> wanted = new LinkedHashMap<>();
            List<String> leftOut = new ArrayList<>();
            for (Map.Entry<String, ImageSpec> spec : specs.entrySet()) {
                if (i < spec.getValue().maxCount()) {
                    wanted.put(spec.getKey(), spec.getValue().rule(i));
                } else {
                    leftOut.add(spec.getKey());
                }
            }
            reports.add(report(product.images().get(i), GALLERY, wanted, leftOut));
        }
        Map<String, ImageRule> inDetail = new LinkedHashMap<>();
        specs.forEach((platform, spec) -> {
            if (spec.detailRule() != null) {
                inDetail.put(platform, spec.detailRule());
            }
        });
        if (!inDetail.isEmpty()) {
            new DetailHtml(product.description())
                    .pictures()
                    .forEach(address -> reports.add(report(new ImageRef(address), DETAIL, inDetail, List.of())));
        }
        for (String platform : withoutRules) {
            ImageRef first = product.images().get(0);
            reports.add(CompletableFuture.completedFuture(
                    failed(first, GALLERY, List.of(), ImageProblems.noRules(platform))));
        }
        return CompletableFuture.allOf(reports.toArray(CompletableFuture[]::new))
                .thenApply(all -> reports.stream().map(CompletableFuture::join).toList());
    }

    /** How many different pictures were looked at. */
    public long lookedAt() {
        return looks.size();
    }

    /** How often a product named a picture that was not looked at because the settings allow no more. */
    public long notLookedAt() {
        return notLookedAt;
    }

    private CompletableFuture<PictureReport> report(
            ImageRef image, String place, Map<String, ImageRule> wanted, List<String> leftOut) {
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(new PictureReport(shown(image), place, Map.of(), leftOut, null));
        }
        CompletableFuture<Map<ImageRule, List<String>>> look = look(image);
        if (look == null) {
            notLookedAt++;
            return CompletableFuture.completedFuture(
                    failed(image, place, leftOut, ImageProblems.notLookedAt(shown(image), settings.dryRun())));
        }
        return look.handle((changes, failure) -> {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                return failed(image, place, leftOut, PictureRequests.decided(image, cause));
            }
            Map<String, List<String>> byPlatform = new LinkedHashMap<>();
            wanted.forEach((platform, rule) -> byPlatform.put(platform, changes.get(rule)));
            return new PictureReport(shown(image), place, byPlatform, leftOut, null);
        });
    }

    /** Null when no more pictures may be fetched. */
    private CompletableFuture<Map<ImageRule, List<String>>> look(ImageRef image) {
        CompletableFuture<Map<ImageRule, List<String>>> known = looks.get(image.url());
        if (known != null) {
            return known;
        }
        if (fetched >= settings.dryRun().most() || !clock.instant().isBefore(end)) {
            return null;
        }
        fetched++;
        CompletableFuture<Map<ImageRule, List<String>>> look = inspection.look(image, rules);
        looks.put(image.url(), look);
        return look;
    }

    private PictureReport failed(ImageRef image, String place, List<String> leftOut, CallFailed failure) {
        return new PictureReport(
                shown(image),
                place,
                null,
                leftOut,
                new PictureReport.Problem(
                        failure.outcome().code(),
                        failure.outcome().message(),
                        failure.outcome().outcomeClass() == OutcomeClass.REJECTED));
    }

    private String shown(ImageRef image) {
        return Objects.requireNonNullElseGet(names.get(image.url()), () -> ImageProblems.shown(image.url()));
    }
}
