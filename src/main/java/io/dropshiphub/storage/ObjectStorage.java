package io.dropshiphub.storage;

import io.dropshiphub.product.CallFailed;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The hub's stores as one: whoever keeps an object need not know which store takes it. Does what {@code routes/storage/}
 * does, by sending there. Thread-safe.
 *
 * <p>What fails is a {@link CallFailed}: NOT_SENT when it may go better later, rejected when it would not.
 */
@Component
public class ObjectStorage {

    private final ProducerTemplate routes;
    private final StoredObjects objects;
    private final StorageAddresses addresses;
    private final StorageProperties settings;

    ObjectStorage(
            @Lazy ProducerTemplate routes,
            StoredObjects objects,
            StorageAddresses addresses,
            StorageProperties settings) {
        this.routes = routes;
        this.objects = objects;
        this.addresses = addresses;
        this.settings = settings;
    }

    /**
     * Keeps an object in the first store that takes it; when it is kept already, nothing happens.
     *
     * @return where it is
     */
    public StoredObject put(NewObject object) {
        return ask("direct:storage-put", object, Map.of(), StoredObject.class);
    }

    /** Where an object is, by the hub's own records; empty when it was never put or has been deleted. */
    public Optional<StoredObject> find(String key) {
        return objects.find(key);
    }

    /** Whether its store really has an object; false also when it was never put. */
    public boolean exists(String key) {
        return ask("direct:storage-exists", key, Map.of(), Boolean.class);
    }

    /** Deletes an object from its store and from the hub's records; false when it was never put. */
    public boolean delete(String key) {
        return ask("direct:storage-delete", key, Map.of(), Boolean.class);
    }

    /** The bytes of an object, from the store that has it; the caller closes the stream. */
    public InputStream open(StoredObject object) {
        Exchange answer = routes.request("direct:storage-get", exchange -> {
            exchange.setProperty(StorageStep.HANDED_OUT, true);
            exchange.getMessage().setBody(object);
        });
        if (answer.getException() != null) {
            throw unwrapped(answer.getException());
        }
        return answer.getMessage().getBody(InputStream.class);
    }

    /** The lasting address under which everybody can download a {@link Purpose#PICTURE}. */
    public String url(StoredObject object) {
        return addresses.url(object);
    }

    /** An address under which whoever knows it can download an object for a while; it offers the name people know. */
    public String signedUrl(StoredObject object, Duration valid) {
        return ask("direct:storage-url", object, Map.of(StorageStep.SECONDS, valid.toSeconds()), String.class);
    }

    /** What the lasting addresses of pictures begin with, for every store that may take one. */
    public Map<String, String> pictureAddresses() {
        Map<String, String> beginnings = new LinkedHashMap<>();
        settings.pictures().forEach(store -> beginnings.put(store.key(), addresses.base(store)));
        return beginnings;
    }

    /** The key in an address that {@link #url} gave, now or under earlier settings; empty for any other. */
    public Optional<String> keyIn(String url) {
        return addresses.keyIn(url);
    }

    private <T> T ask(String route, Object body, Map<String, Object> headers, Class<T> type) {
        try {
            return routes.requestBodyAndHeaders(route, body, headers, type);
        } catch (CamelExecutionException failed) {
            throw unwrapped(failed);
        }
    }

    private static RuntimeException unwrapped(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallFailed decided) {
                return decided;
            }
        }
        return failure instanceof RuntimeException runtime
                ? runtime
                : new CamelExecutionException(failure.getMessage(), null, failure);
    }
}
