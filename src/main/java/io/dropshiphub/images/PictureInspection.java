package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ImageRef;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks at pictures for dry runs: fetched and judged like any other, but neither decoded nor kept. Also the steps of the
 * route {@code images-inspect}. Thread-safe.
 */
@Component
public class PictureInspection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PictureInspection.class);
    private static final String INSPECT = "direct:images-inspect";

    /** A picture to be looked at, and the rules it might have to meet. */
    record Look(ImageRef image, Set<ImageRule> rules) {}

    private final ProducerTemplate producer;
    private final SourcePictures sources;
    private final HostTurns turns;
    private final ImagesProperties settings;
    private final Clock clock;
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();

    PictureInspection(
            ProducerTemplate producer,
            SourcePictures sources,
            PictureRequests requests,
            ImagesProperties settings,
            Clock clock) {
        this.producer = producer;
        this.sources = sources;
        // the same turns: registrations and dry runs together ask no server more than is good for it
        this.turns = requests.turns();
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins a dry run of one input, whose products go to these marketplaces. */
    public InspectedPictures begin(List<String> platforms) {
        return new InspectedPictures(this, settings, clock, platforms);
    }

    /**
     * Downloads the picture, or opens one that the hub holds, unless it is at hand.
     *
     * @throws CallFailed as {@link ImageFetcher#fetch}
     */
    public void fetch(@Body Look look) {
        sources.original(look.image());
    }

    /**
     * Says by the bytes and their header what would be done to the picture for each rule.
     *
     * @throws CallFailed rejected when it is no picture the hub takes
     */
    public Map<ImageRule, List<String>> plan(@Body Look look) throws IOException {
        Picture picture = Picture.of(
                look.image().url(), sources.read(look.image()), settings.maxSourcePixels(), settings.minSourcePixels());
        return changes(picture, look.rules());
    }

    static Map<ImageRule, List<String>> changes(Picture picture, Set<ImageRule> rules) {
        return rules.stream().collect(Collectors.toMap(Function.identity(), rule -> FitPlan.of(picture, rule)
                .changes(picture)));
    }

    /** What would be done to a picture for each rule, when it is its server's turn; fails with {@link CallFailed} only. */
    CompletableFuture<Map<ImageRule, List<String>>> look(ImageRef image, Set<ImageRule> rules) {
        CompletableFuture<Map<ImageRule, List<String>>> result = new CompletableFuture<>();
        running.add(result);
        String host = PictureRequests.host(image);
        turns.enter(host, () -> producer.asyncSend(
                        INSPECT, exchange -> exchange.getMessage().setBody(new Look(image, rules)))
                .whenComplete((exchange, failure) -> {
                    turns.leave(host);
                    running.remove(result);
                    settle(image, result, exchange, failure != null ? failure : exchange.getException());
                }));
        return result;
    }

    @SuppressWarnings("unchecked")
    private static void settle(
            ImageRef image,
            CompletableFuture<Map<ImageRule, List<String>>> result,
            Exchange exchange,
            Throwable failure) {
        if (failure == null) {
            result.complete(exchange.getMessage().getBody(Map.class));
            return;
        }
        if (!(failure instanceof CallFailed)) {
            LOG.error("The picture {} could not be looked at", ImageProblems.shown(image.url()), failure);
        }
        result.completeExceptionally(PictureRequests.decided(image, failure));
    }

    @Override
    public void close() {
        // a dry run shall not wait for a stopped hub
        running.forEach(result ->
                result.completeExceptionally(ImageProblems.ownTrouble("", new CancellationException("the hub stops"))));
    }
}
