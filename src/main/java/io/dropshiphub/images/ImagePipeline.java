package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.storage.NewObject;
import io.dropshiphub.storage.StoredObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of the route {@code images-process}: one source picture, once for all marketplaces and products that share it. */
@Component
public class ImagePipeline {

    private static final Logger LOG = LoggerFactory.getLogger(ImagePipeline.class);

    /** Between two looks at what another hub is doing. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** Content-addressed pictures never change, the one behind an address may. */
    private static final Duration FOR_EVER = Duration.ofDays(36500);

    private final SourcePictures sources;
    private final PictureFitter fitter;
    private final ImageAssets assets;
    private final ImageJobs jobs;
    private final ImagesProperties settings;
    private final DrawingMemory memory;
    private final ImageMetrics metrics;
    private final Clock clock;
    /** Contents being worked on in this process; several addresses may hide the same picture. */
    private final Map<String, CompletableFuture<Void>> contents = new ConcurrentHashMap<>();

    ImagePipeline(
            SourcePictures sources,
            PictureFitter fitter,
            ImageAssets assets,
            ImageJobs jobs,
            ImagesProperties settings,
            DrawingMemory memory,
            ImageMetrics metrics,
            Clock clock) {
        this.sources = sources;
        this.fitter = fitter;
        this.assets = assets;
        this.jobs = jobs;
        this.settings = settings;
        this.memory = memory;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A picture being drawn: undecoded, with what is to be made of it, and decoded once that is done (null if not needed). */
    record Drawing(Picture picture, List<FitPlan> plans, BufferedImage decoded) {}

    /** Finds what earlier work has left, unless it is too old to be believed. */
    public void recall(@Body PictureWork work) {
        Duration good = work.image().isHeldByHub() ? FOR_EVER : settings.refreshAfter();
        jobs.known(work)
                .filter(known -> known.fetchedAt().plus(good).isAfter(clock.instant()))
                .ifPresent(known -> {
                    work.fetchedAt(known.fetchedAt());
                    assets.of(known.contentKey(), work.missing()).forEach(work::host);
                });
    }

    /** Whether a picture is still missing. */
    public boolean isIncomplete(@Body PictureWork work) {
        return work.isIncomplete();
    }

    /**
     * Downloads the source, or opens one that the hub holds, and finds what was made of the same bytes under another address.
     *
     * @throws CallFailed as {@link ImageFetcher#fetch}
     * @throws WorkedOnElsewhere when another hub works on the source, or this one on the same bytes
     */
    public void fetch(@Body PictureWork work) {
        if (!jobs.claim(work)) {
            throw new WorkedOnElsewhere(CompletableFuture.runAsync(
                    () -> {}, CompletableFuture.delayedExecutor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)));
        }
        work.fetched(sources.original(work.image()), clock.instant());
        String content = work.original().contentKey();
        CompletableFuture<Void> other = contents.putIfAbsent(content, work.ended());
        if (other != null) {
            throw new WorkedOnElsewhere(other);
        }
        assets.of(content, work.missing()).forEach(work::host);
    }

    /**
     * Reads the source, says by its bytes what it is and by its header whether it is harmless, and plans what to make of it.
     *
     * @throws CallFailed rejected when it is no picture the hub takes
     */
    public Drawing inspect(@Body PictureWork work) throws IOException {
        Picture picture = Picture.of(
                work.image().url(), sources.read(work.image()), settings.maxSourcePixels(), settings.minSourcePixels());
        work.header(picture);
        return new Drawing(
                picture,
                work.missing().stream().map(rule -> FitPlan.of(picture, rule)).toList(),
                null);
    }

    /**
     * Decodes the picture, once for everything that is to be made of it, unless its bytes can be kept.
     *
     * @throws CallFailed rejected when it is damaged
     */
    public Drawing decode(@Body Drawing drawing, @Variable("work") PictureWork work) throws InterruptedException {
        work.took(memory.take(PictureFitter.memory(drawing.picture(), drawing.plans())));
        BufferedImage decoded = fitter.decode(drawing.picture(), drawing.plans());
        if (decoded != null) {
            metrics.decoded();
        }
        return new Drawing(drawing.picture(), drawing.plans(), decoded);
    }

    /**
     * Makes the files.
     *
     * @throws CallFailed rejected when a limit of bytes cannot be met
     */
    public List<FittedPicture> fit(@Body Drawing drawing, @Variable("work") PictureWork work) throws IOException {
        List<FittedPicture> fitted = fitter.fit(drawing.picture(), drawing.decoded(), drawing.plans());
        work.giveMemoryBack();
        return fitted;
    }

    /** A file as the stores take it. */
    public NewObject object(@Body FittedPicture picture) {
        return MediaKeys.object(picture.bytes(), picture.format(), null);
    }

    /** Remembers where a file is, for each rule that it meets. */
    public void host(
            @Body StoredObject object, @Variable("picture") FittedPicture picture, @Variable("work") PictureWork work) {
        HostedPicture hosted = new HostedPicture(object, picture.width(), picture.height());
        for (ImageRule rule : picture.rules()) {
            assets.add(work.original().contentKey(), rule, hosted);
            work.host(rule, hosted);
        }
    }

    /** Ends the work; others who wait for it go on. */
    public void finish(@Variable("work") PictureWork work) {
        jobs.done(work);
        end(work);
    }

    /** Ends work that stopped half-way, and writes down why unless it only went another way. */
    void fail(PictureWork work, Throwable failure) {
        try {
            if (failure instanceof WorkedOnElsewhere) {
                jobs.done(work);
            } else {
                jobs.failed(work, PictureRequests.decided(work.image(), failure));
            }
        } catch (RuntimeException e) {
            // what stopped the work is the news, not that it could not be written down: the claim lapses by itself
            LOG.warn("What became of the picture {} could not be written down", work, e);
        } finally {
            end(work);
        }
    }

    private void end(PictureWork work) {
        work.giveMemoryBack();
        if (work.original() != null) {
            contents.remove(work.original().contentKey(), work.ended());
        }
        work.ended().complete(null);
    }
}
