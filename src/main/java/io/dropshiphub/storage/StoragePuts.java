package io.dropshiphub.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides which store is asked next to keep an object, and what its answer means. Thread-safe. */
@Component
public class StoragePuts {

    private static final Logger LOG = LoggerFactory.getLogger(StoragePuts.class);
    private static final String STORING = "storing";

    private final StorageProperties settings;
    private final StoredObjects objects;
    private final StoreWatch watch;

    StoragePuts(StorageProperties settings, StoredObjects objects, StoreWatch watch) {
        this.settings = settings;
        this.objects = objects;
        this.watch = watch;
    }

    /**
     * The beginning of a put; already its end when the object is kept.
     *
     * @throws io.dropshiphub.product.CallFailed rejected when no store is configured for the purpose, or other content is
     *     kept under the key
     */
    public Storing begin(@Body NewObject object) {
        StoredObject known = objects.find(object.key()).orElse(null);
        if (known != null) {
            return Storing.done(object, same(object, known.bytes(), known));
        }
        List<Store> order = settings.order(object.purpose());
        if (order.isEmpty()) {
            throw StorageProblems.noStore(object.purpose());
        }
        return Storing.begin(object, order);
    }

    /** Whether there is still a store to ask. */
    public boolean goesOn(@Variable(STORING) Storing storing) {
        return storing.kept() == null && !storing.open().isEmpty();
    }

    /** The store to ask now. */
    public String store(@Variable(STORING) Storing storing) {
        return storing.open().get(0).key();
    }

    /** What it is asked: {@code put}, or {@code exists} when it says that it has the object. */
    public String question(@Variable(STORING) Storing storing) {
        return storing.doubtful() ? "exists" : "put";
    }

    /** What it is asked about: the object, or its place when only its size is asked. */
    public Object subject(@Variable(STORING) Storing storing) {
        return storing.doubtful() ? place(storing) : storing.object();
    }

    /**
     * What follows from a store's answer.
     *
     * @param answer a {@link StoreFailure}; after {@code exists} the size; anything else after a put is a success
     */
    public Storing answered(@Body Object answer, @Variable(STORING) Storing storing) {
        Store store = storing.open().get(0);
        if (answer instanceof StoreFailure failure) {
            if (failure.kind() == StoreFailure.Kind.DUPLICATE) {
                return storing.inDoubt();
            }
            watch.failed(store, failure);
            return storing.next(failure);
        }
        if (storing.doubtful()) {
            same(storing.object(), (Long) answer, null);
        }
        watch.took(store, !storing.passedOver().isEmpty());
        return storing.taken(place(storing));
    }

    /**
     * Where the object is.
     *
     * @throws io.dropshiphub.product.CallFailed NOT_SENT when no store could take it now, rejected when all refused it
     */
    public StoredObject finish(@Variable(STORING) Storing storing) {
        if (storing.kept() != null) {
            return objects.add(storing.kept());
        }
        String key = storing.object().key();
        String reasons = String.join("; ", storing.passedOver());
        LOG.debug("No store took {}: {}", key, reasons);
        throw storing.refused()
                ? StorageProblems.refusedByAll(key, reasons)
                : StorageProblems.nobodyTakes(key, reasons, storing.retryAfter());
    }

    private static StoredObject place(Storing storing) {
        NewObject object = storing.object();
        return new StoredObject(
                object.key(),
                object.purpose(),
                storing.open().get(0).key(),
                length(object),
                object.contentType(),
                object.name());
    }

    private static StoredObject same(NewObject object, long bytes, StoredObject known) {
        if (bytes != length(object)) {
            throw StorageProblems.otherContent(object.key(), bytes, length(object));
        }
        return known;
    }

    private static long length(NewObject object) {
        try {
            return object.content().contentLength();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
