package io.dropshiphub.images;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An undecoded picture of which the header has been read and found harmless.
 *
 * @param name address or file name, for messages
 * @param bytes the file
 * @param format by its signature
 * @param storedWidth pixels a row as stored, before {@code orientation} turns it
 * @param storedHeight rows as stored
 * @param orientation EXIF orientation, 1 when upright
 * @param plain whether a marketplace can show the bytes as they are: grey or sRGB, complete, upright
 */
record Picture(
        String name,
        byte[] bytes,
        ImageFormat format,
        int storedWidth,
        int storedHeight,
        int orientation,
        boolean plain) {

    /** A progressive picture costs one pass over all pixels per scan; real ones have about ten. */
    static final int MAX_SCANS = 64;

    /**
     * Identifies a picture by its own bytes.
     *
     * @param maxPixels width times height that may be decoded
     * @param minSide shorter side that a product picture has
     * @throws io.dropshiphub.product.CallFailed rejected, saying why
     */
    static Picture of(String name, byte[] bytes, long maxPixels, int minSide) {
        byte[] head = bytes.length <= ImageFormat.SNIFF_BYTES
                ? bytes
                : java.util.Arrays.copyOf(bytes, ImageFormat.SNIFF_BYTES);
        ImageFormat format = ImageFetcher.recognise(name, head);
        Picture picture =
                switch (format) {
                    case JPEG -> jpeg(name, bytes);
                    case TIFF -> TiffStructure.of(name, bytes, maxPixels).picture();
                    default -> other(name, bytes, format);
                };
        int width = picture.storedWidth();
        int height = picture.storedHeight();
        if ((long) width * height > maxPixels) {
            throw ImageProblems.tooManyPixels(name, width, height, maxPixels);
        }
        if (Math.min(width, height) < minSide) {
            throw ImageProblems.tooFewPixels(name, width, height, minSide);
        }
        return picture;
    }

    /**
     * Identifies a picture that somebody sends.
     *
     * @param name its file name, for messages
     * @param in read up to its end or the size limit, not closed
     * @throws io.dropshiphub.product.CallFailed rejected when it is no picture the hub takes, with the codes of a downloaded one
     */
    static Picture of(String name, InputStream in, ImagesProperties settings) throws IOException {
        long limit = settings.fetch().maxBytes().toBytes();
        byte[] bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        if (bytes.length > limit) {
            throw ImageProblems.tooManyBytes(name, limit);
        }
        return of(name, bytes, settings.maxSourcePixels(), settings.minSourcePixels());
    }

    private static Picture jpeg(String name, byte[] bytes) {
        JpegStructure jpeg = JpegStructure.of(bytes)
                .orElseThrow(() -> ImageProblems.damaged(name, "there is no picture in the file", null));
        if (!jpeg.complete()) {
            throw ImageProblems.damaged(name, "its end is missing", null);
        }
        if (jpeg.scans() > MAX_SCANS) {
            throw ImageProblems.damaged(name, "it consists of " + jpeg.scans() + " passes", null);
        }
        jpeg.oddity().ifPresent(oddity -> {
            throw ImageProblems.unsupported(name, oddity);
        });
        boolean plain = jpeg.usual()
                && jpeg.srgb()
                && jpeg.orientation() == 1
                && (jpeg.components() == 1 || jpeg.components() == 3);
        return new Picture(name, bytes, ImageFormat.JPEG, jpeg.width(), jpeg.height(), jpeg.orientation(), plain);
    }

    private static Picture other(String name, byte[] bytes, ImageFormat format) {
        try (Opened opened = open(bytes, format)) {
            int width = opened.reader().getWidth(0);
            int height = opened.reader().getHeight(0);
            // these have transparency, colour depths and ends that only decoding shows
            return new Picture(name, bytes, format, width, height, Exif.inChunks(bytes, format), false);
        } catch (IOException | RuntimeException e) {
            throw ImageProblems.damaged(name, "its header cannot be read", e);
        }
    }

    /** A reader positioned at the first picture of the bytes; metadata is not read, bombs hide there. */
    Opened open() throws IOException {
        return open(bytes, format);
    }

    private static Opened open(byte[] bytes, ImageFormat format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        if (!readers.hasNext()) {
            throw new IOException("no reader for " + format);
        }
        ImageReader reader = readers.next();
        ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
        reader.setInput(stream, true, true);
        return new Opened(reader, stream);
    }

    /** Width as it is to be looked at. */
    int width() {
        return orientation >= 5 ? storedHeight : storedWidth;
    }

    /** Height as it is to be looked at. */
    int height() {
        return orientation >= 5 ? storedWidth : storedHeight;
    }

    /** An ImageIO reader and its input, freed together. */
    record Opened(ImageReader reader, ImageInputStream stream) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            reader.dispose();
            stream.close();
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return name + " (" + format + ", " + width() + " x " + height() + ")";
    }
}
