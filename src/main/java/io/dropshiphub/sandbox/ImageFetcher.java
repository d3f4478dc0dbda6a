package io.dropshiphub.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Downloads product pictures the way Coupang and 11st do, and says what it found. */
final class ImageFetcher {

    /**
     * What is behind an address.
     *
     * @param problem null when a picture came
     * @param width 0 when the format's size cannot be read here (WebP)
     */
    record Found(String problem, String contentType, ImageFormat format, int width, int height, int bytes) {}

    /** Generous: the hub that hosts the picture may be fitting many others on the same small machine. */
    private static final int TIMEOUT_MILLIS = 20_000;

    private static final int MAX_BYTES = 12 * 1024 * 1024;
    private static final int REMEMBERED = 1000;

    private final Map<String, Found> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Good answers are remembered, so that a thousand products with one picture cause one download. */
    Found fetch(String url) {
        synchronized (seen) {
            Found known = seen.get(url);
            if (known != null) {
                return known;
            }
        }
        Found found = download(url);
        if (found.problem() == null) {
            synchronized (seen) {
                seen.put(url, found);
            }
        }
        return found;
    }

    private static Found download(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            if (connection.getResponseCode() != 200) {
                return failed("HTTP " + connection.getResponseCode());
            }
            byte[] bytes;
            try (InputStream in = connection.getInputStream()) {
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
            String contentType = connection.getContentType();
            ImageFormat format = ImageFormat.of(bytes);
            if (contentType == null || !contentType.startsWith("image/") || format == null) {
                return failed("not an image: " + contentType);
            }
            return sized(bytes, contentType, format);
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            return failed(e.toString());
        }
    }

    private static Found failed(String problem) {
        return new Found(problem, null, null, 0, 0, 0);
    }

    private static Found sized(byte[] bytes, String contentType, ImageFormat format) throws IOException {
        if (format != ImageFormat.WEBP) {
            try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
                Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
                if (!readers.hasNext()) {
                    return failed("unreadable " + contentType);
                }
                ImageReader reader = readers.next();
                try {
                    reader.setInput(in);
                    return new Found(null, contentType, format, reader.getWidth(0), reader.getHeight(0), bytes.length);
                } finally {
                    reader.dispose();
                }
            }
        }
        return new Found(null, contentType, format, 0, 0, bytes.length);
    }
}
