package io.dropshiphub.images;

import io.dropshiphub.product.ImageRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.core.env.PropertyResolver;
import org.springframework.stereotype.Component;

/** The pictures that the hub holds: put in from a ZIP, read for an upload, addressed for a download. Thread-safe. */
@Component
public class HostedImages {

    /** Path below the hub's public address. */
    static final String MEDIA_PATH = "/media/";

    private final MediaStore store;
    private final PictureFitter fitter;
    private final ImagesProperties settings;
    private final PropertyResolver environment;

    HostedImages(MediaStore store, PictureFitter fitter, ImagesProperties settings, PropertyResolver environment) {
        this.store = store;
        this.fitter = fitter;
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * Keeps a picture that came with a product file, as it is; it is fitted when a marketplace wants it.
     *
     * @param name its name in the ZIP, for messages
     * @param in read up to its end or the size limit, not closed (a ZIP goes on behind an entry)
     * @return the media key; {@code ImageRef.HUB_MEDIA + key} is how a product names it
     * @throws io.dropshiphub.product.CallFailed rejected when it is no picture the hub takes, with the same codes as a
     *     downloaded one
     * @throws UncheckedIOException when {@code in} cannot be read or the picture cannot be kept
     */
    public String store(String name, InputStream in) {
        long limit = settings.fetch().maxBytes().toBytes();
        try {
            byte[] bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > limit) {
                throw ImageProblems.tooManyBytes(name, limit);
            }
            return store.put(bytes, fitter.identify(name, bytes).format());
        } catch (IOException e) {
            throw new UncheckedIOException("The picture " + ImageProblems.shown(name) + " could not be kept", e);
        }
    }

    /**
     * The bytes of a hosted picture, for marketplaces that want an upload.
     *
     * @param mediaKeyOrUrl a media key, {@code hub-media:<key>}, or an address that {@link #url} gave
     * @throws io.dropshiphub.product.CallFailed rejected when that is none of them or the picture is gone
     */
    public byte[] read(String mediaKeyOrUrl) {
        String key = key(mediaKeyOrUrl).orElseThrow(() -> ImageProblems.notHosted(mediaKeyOrUrl));
        Path file = store.find(key).orElseThrow(() -> ImageProblems.notHeld(key));
        try {
            return Files.readAllBytes(file);
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

    /** The address at which the outside finds the picture of a media key. */
    public String url(String mediaKey) {
        return media() + mediaKey;
    }

    private String media() {
        if (!settings.publicUrl().isEmpty()) {
            return settings.publicUrl() + MEDIA_PATH;
        }
        // the real port is known once the server listens; with server.port=0 it is known no other way
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://127.0.0.1:" + port + MEDIA_PATH;
    }

    /** The media key in {@code address}; empty when it is not one of this hub's pictures. */
    private Optional<String> key(String address) {
        String key = address;
        for (String prefix : new String[] {ImageRef.HUB_MEDIA, media()}) {
            if (address.startsWith(prefix)) {
                key = address.substring(prefix.length());
            }
        }
        return MediaStore.isKey(key) ? Optional.of(key) : Optional.empty();
    }
}
