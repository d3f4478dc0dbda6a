package io.dropshiphub.storage;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Finds where an object is, and says what the answer of its store means. Thread-safe. */
@Component
public class StorageReads {

    private static final String OBJECT = "stored";

    private final StoredObjects objects;
    private final StorageAddresses addresses;

    StorageReads(StoredObjects objects, StorageAddresses addresses) {
        this.objects = objects;
        this.addresses = addresses;
    }

    /**
     * The object that is meant.
     *
     * @param keyOrObject its key, or what a put has answered
     * @throws io.dropshiphub.product.CallFailed rejected when the hub keeps none of this key
     */
    public StoredObject known(@Body Object keyOrObject) {
        return find(keyOrObject).orElseThrow(() -> StorageProblems.unknown(String.valueOf(keyOrObject)));
    }

    /** As {@link #known}, null when there is none. */
    public StoredObject knownOrNull(@Body Object keyOrObject) {
        return find(keyOrObject).orElse(null);
    }

    /** The store to ask. */
    public String store(@Variable(OBJECT) StoredObject object) {
        return object.store();
    }

    /** The stream that a store has answered with. */
    public InputStream content(@Body Object answer, @Variable(OBJECT) StoredObject object) {
        if (answer instanceof StoreFailure failure) {
            throw failed(object, failure);
        }
        return HalfReadStream.of((InputStream) answer);
    }

    /** Whether the store has it. */
    public boolean exists(@Body Object answer, @Variable(OBJECT) StoredObject object) {
        if (answer instanceof StoreFailure failure) {
            if (failure.kind() == StoreFailure.Kind.MISSING) {
                return false;
            }
            throw failed(object, failure);
        }
        return true;
    }

    /** Forgets an object that its store has deleted, or no longer had. */
    public boolean deleted(@Body Object answer, @Variable(OBJECT) StoredObject object) {
        if (answer instanceof StoreFailure failure && failure.kind() != StoreFailure.Kind.MISSING) {
            throw failed(object, failure);
        }
        objects.remove(object.key());
        return true;
    }

    /** Whether an address for a limited time is wanted. */
    public boolean isSigned(@Header(StorageStep.SECONDS) Long seconds) {
        return seconds != null;
    }

    /**
     * What a store needs to sign an address.
     *
     * @throws io.dropshiphub.product.CallFailed rejected for an archived file in the local folder, which has no addresses
     */
    public SignedUrl toSign(@Variable(OBJECT) StoredObject object, @Header(StorageStep.SECONDS) long seconds) {
        if (object.purpose() == Purpose.ARCHIVE && Store.of(object.store()) == Store.LOCAL) {
            throw StorageProblems.notSigned(object.key());
        }
        return new SignedUrl(object, Duration.ofSeconds(seconds));
    }

    /** The lasting address. */
    public String publicUrl(@Variable(OBJECT) StoredObject object) {
        return addresses.url(object);
    }

    /** The signed address that a store has answered with. */
    public String signedUrl(@Body Object answer, @Variable(OBJECT) StoredObject object) {
        if (answer instanceof StoreFailure failure) {
            throw failed(object, failure);
        }
        return (String) answer;
    }

    private Optional<StoredObject> find(Object keyOrObject) {
        return keyOrObject instanceof StoredObject object
                ? Optional.of(object)
                : objects.find(String.valueOf(keyOrObject));
    }

    private static RuntimeException failed(StoredObject object, StoreFailure failure) {
        return failure.kind() == StoreFailure.Kind.MISSING
                ? StorageProblems.lost(object.key(), object.store())
                : StorageProblems.unavailable(object.key(), object.store(), failure);
    }
}
