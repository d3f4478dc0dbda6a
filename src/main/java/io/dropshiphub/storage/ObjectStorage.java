package io.dropshiphub.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The hub's stores as one: whoever keeps an object need not know which store takes it. Thread-safe. */
@Component
public class ObjectStorage {

    private final LocalStore local;

    ObjectStorage(LocalStore local) {
        this.local = local;
    }

    /**
     * Keeps an object in the first store that takes it; when it is kept already, nothing happens.
     *
     * @return where it is
     */
    public StoredObject put(NewObject object) {
        try {
            local.put(object);
            return new StoredObject(
                    object.key(),
                    object.purpose(),
                    LocalStore.NAME,
                    object.content().contentLength(),
                    object.contentType(),
                    object.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where an object is, by the hub's own records; empty when it was never put or has been deleted. */
    public Optional<StoredObject> find(String key) {
        return local.find(key)
                .map(file -> new StoredObject(
                        key, Purpose.PICTURE, LocalStore.NAME, file.toFile().length(), "", null));
    }

    /** The bytes of an object, from the store that has it; the caller closes the stream. */
    public InputStream open(StoredObject object) {
        try {
            return java.nio.file.Files.newInputStream(local.find(object.key()).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lasting address under which everybody can download a {@link Purpose#PICTURE}. */
    public String url(StoredObject object) {
        return local.url(object.key());
    }

    /** The key in an address that {@link #url} gave, now or under earlier settings of the same store; empty for any other. */
    public Optional<String> keyIn(String url) {
        return local.keyIn(url);
    }
}
