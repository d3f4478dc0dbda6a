package io.dropshiphub.images;

import io.dropshiphub.images.codec.ImageFormat;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.storage.ObjectStorage;
import io.dropshiphub.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The pictures that the hub holds: put in from a ZIP, read for an upload, addressed for a download. Thread-safe. */
@Component
public class HostedImages {

    private final ObjectStorage storage;
    private final ImagesProperties settings;

    HostedImages(ObjectStorage storage, ImagesProperties settings) {
        this.storage = storage;
        this.settings = settings;
    }

    /**
     * Keeps a picture that came with a product file, without private data where that changes nothing else; it is fitted when a
     * marketplace wants it.
     *
     * @param name its name in the ZIP, for messages
     * @param in read up to its end or the size limit, not closed (a ZIP goes on behind an entry)
     * @return the media key; {@code ImageRef.HUB_MEDIA + key} is how a product names it
     * @throws io.dropshiphub.product.CallFailed rejected when it is no picture the hub takes, with the same codes as a
     *     downloaded one; not sent when no store takes it now
     * @throws UncheckedIOException when {@code in} cannot be read
     */
    public String store(String name, InputStream in) {
        try {
            return keep(Picture.of(name, in, settings), null).key();
        } catch (IOException e) {
            throw new UncheckedIOException("The picture " + ImageProblems.shown(name) + " could not be read", e);
        }
    }

    /** Whether the hub holds a picture of this media key. */
    public boolean holds(String key) {
        return MediaKeys.isKey(key) && storage.find(key).isPresent();
    }

    /**
     * Keeps a picture, without private data where that changes nothing else.
     *
     * @param name what people call it, or null
     * @throws io.dropshiphub.product.CallFailed rejected when its end is missing, not sent when no store takes it now
     */
    StoredObject keep(Picture picture, String name) {
        PictureFitter.checkEnd(picture);
        return storage.put(MediaKeys.object(picture.storable(), picture.format(), name));
    }

    /**
     * The bytes of a hosted picture, for marketplaces that want an upload.
     *
     * @param mediaKeyOrUrl a media key, {@code hub-media:<key>}, or an address that {@link #url} gave
     * @throws io.dropshiphub.product.CallFailed rejected when that is none of them or the picture is gone
     */
    public byte[] read(String mediaKeyOrUrl) {
        try (InputStream in = storage.open(held(mediaKeyOrUrl))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw ImageProblems.ownTrouble(mediaKeyOrUrl, e);
        }
    }

    /** Media type of a hosted picture, from what {@link #read} takes; uploads must name the real one. */
    public String contentType(String mediaKeyOrUrl) {
        return key(mediaKeyOrUrl)
                .flatMap(ImageFormat::ofFileName)
                .orElseThrow(() -> ImageProblems.notHosted(mediaKeyOrUrl))
                .contentType();
    }

    /**
     * The address at which the outside finds a hosted picture.
     *
     * @param mediaKeyOrUrl what {@link #read} takes
     * @throws io.dropshiphub.product.CallFailed rejected when the hub does not hold it
     */
    public String url(String mediaKeyOrUrl) {
        return storage.url(held(mediaKeyOrUrl));
    }

    /** The address of a picture of which it is known where it is. */
    String url(HostedPicture picture) {
        return storage.url(picture.object());
    }

    private StoredObject held(String mediaKeyOrUrl) {
        String key = key(mediaKeyOrUrl).orElseThrow(() -> ImageProblems.notHosted(mediaKeyOrUrl));
        return storage.find(key).orElseThrow(() -> ImageProblems.notHeld(key));
    }

    /** The media key in {@code address}; empty when it is not one of this hub's pictures. */
    private Optional<String> key(String address) {
        String key = address.startsWith(ImageRef.HUB_MEDIA)
                ? address.substring(ImageRef.HUB_MEDIA.length())
                : storage.keyIn(address).orElse(address);
        return Optional.of(key).filter(MediaKeys::isKey);
    }
}
