package io.dropshiphub.images;

import io.dropshiphub.images.codec.ImageFormat;
import io.dropshiphub.images.codec.JpegStructure;
import io.dropshiphub.images.codec.TiffDirectory;
import java.util.Arrays;
import java.util.Set;

/**
 * The first page of a TIFF, judged by its directory before any reader sees it: a reader takes memory for tiles, for channels
 * and for a JPEG inside, each with sizes of its own.
 */
final class TiffStructure {

    /** None, fax, LZW, deflate (two numbers) and PackBits; all a photo program writes (TIFF 6.0 and its supplements). */
    private static final Set<Integer> PACKINGS = Set.of(1, 2, 3, 4, 5, 8, 32946, 32773);

    private static final int JPEG = 7;
    /** Twice what a decoded picture takes at most: 16 bits a channel are read as they are. */
    private static final int MAX_BYTES_PER_PIXEL = 8;

    private final String name;
    private final byte[] bytes;
    private final TiffDirectory page;
    private final int width;
    private final int height;

    private TiffStructure(String name, byte[] bytes, TiffDirectory page) {
        this.name = name;
        this.bytes = bytes;
        this.page = page;
        this.width = (int) Math.min(Integer.MAX_VALUE, page.value(TiffDirectory.WIDTH, 0));
        this.height = (int) Math.min(Integer.MAX_VALUE, page.value(TiffDirectory.HEIGHT, 0));
    }

    /**
     * Judges the first page.
     *
     * @param maxPixels width times height that may be decoded
     * @throws io.dropshiphub.product.CallFailed rejected, saying why
     */
    static TiffStructure of(String name, byte[] bytes, long maxPixels) {
        TiffDirectory page = TiffDirectory.of(bytes, 0, bytes.length)
                .filter(TiffDirectory::isSound)
                .orElseThrow(() -> ImageProblems.damaged(name, "its header points outside the file", null));
        TiffStructure tiff = new TiffStructure(name, bytes, page);
        if (tiff.width == 0 || tiff.height == 0) {
            throw ImageProblems.damaged(name, "there is no picture in the file", null);
        }
        tiff.checkSizes(maxPixels);
        tiff.checkPacking(maxPixels);
        return tiff;
    }

    /** The picture, without its further pages. */
    Picture picture() {
        byte[] first = page.withoutFurtherPages();
        return new Picture(
                name,
                first,
                ImageFormat.TIFF,
                width,
                height,
                page.orientation(1),
                false,
                new Publishable(first, ImageFormat.TIFF, false));
    }

    private void checkSizes(long maxPixels) {
        long samples = page.value(TiffDirectory.SAMPLES, 1);
        long bits = Arrays.stream(page.values(TiffDirectory.BITS)).max().orElse(1);
        long pixels = (long) width * height;
        if (pixels > maxPixels) {
            throw ImageProblems.tooManyPixels(name, width, height, maxPixels);
        }
        if (pixels * samples * bits > maxPixels * Byte.SIZE * MAX_BYTES_PER_PIXEL) {
            throw ImageProblems.unsupported(
                    name, "a TIFF picture of " + samples + " channels with " + bits + " bits each");
        }
        long tileWidth = page.value(TiffDirectory.TILE_WIDTH, 0);
        long tileHeight = page.value(TiffDirectory.TILE_HEIGHT, 0);
        if (tileWidth > maxPixels || tileHeight > maxPixels || tileWidth * tileHeight * samples > maxPixels) {
            throw ImageProblems.damaged(name, "its tiles are larger than a picture may be", null);
        }
    }

    private void checkPacking(long maxPixels) {
        int packing = (int) page.value(TiffDirectory.COMPRESSION, 1);
        if (packing != JPEG && !PACKINGS.contains(packing)) {
            throw ImageProblems.unsupported(name, "a TIFF picture of an unusual compression (" + packing + ")");
        }
        if (packing == JPEG) {
            checkJpegs(page.values(TiffDirectory.STRIP_OFFSETS), page.values(TiffDirectory.STRIP_BYTES), maxPixels);
            checkJpegs(page.values(TiffDirectory.TILE_OFFSETS), page.values(TiffDirectory.TILE_BYTES), maxPixels);
        }
    }

    /** A JPEG inside has a header of its own, and is decoded by that one. */
    private void checkJpegs(long[] offsets, long[] lengths, long maxPixels) {
        for (int i = 0; i < Math.min(offsets.length, lengths.length); i++) {
            int from = (int) Math.min(bytes.length, offsets[i]);
            int to = (int) Math.min(bytes.length, from + lengths[i]);
            boolean harmless = JpegStructure.of(Arrays.copyOfRange(bytes, from, to))
                    .filter(jpeg -> (long) jpeg.width() * jpeg.height() <= maxPixels)
                    .filter(jpeg ->
                            jpeg.scans() <= Picture.MAX_SCANS && jpeg.oddity().isEmpty())
                    .isPresent();
            if (!harmless) {
                throw ImageProblems.damaged(name, "its JPEG part " + (i + 1) + " is of another size or kind", null);
            }
        }
    }
}
