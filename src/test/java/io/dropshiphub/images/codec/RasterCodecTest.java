package io.dropshiphub.images.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.images.Samples;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RasterCodecTest {

    private static final Color ORANGE = new Color(230, 120, 30);
    /** {@link #ORANGE} as JPEG stores it. */
    private static final int[] ORANGE_YCC = {143, 64, 190};

    private record Kind(ImageFormat format, Supplier<byte[]> file, Color expected) {}

    /** Pictures of 200 x 120 in one colour, in every way in which it can be stored. */
    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.ofEntries(
            jpeg("jpeg", () -> JpegSamples.of(plain(BufferedImage.TYPE_INT_RGB), false), ORANGE),
            jpeg("progressive", () -> JpegSamples.of(plain(BufferedImage.TYPE_INT_RGB), true), ORANGE),
            jpeg("grey", () -> JpegSamples.raw(200, 120, 90), new Color(90, 90, 90)),
            jpeg("4:4:4 without a marker", () -> JpegSamples.raw(200, 120, ORANGE_YCC), ORANGE),
            jpeg("stored as RGB", () -> JpegSamples.withAdobe(JpegSamples.raw(200, 120, 230, 120, 30), 0), ORANGE),
            jpeg("CMYK", () -> JpegSamples.withAdobe(JpegSamples.raw(200, 120, 255, 0, 0, 255), 0), Color.RED),
            jpeg("YCCK", () -> JpegSamples.withAdobe(JpegSamples.raw(200, 120, 179, 171, 1, 255), 2), Color.RED),
            jpeg("CMYK, broken profile", () -> broken(JpegSamples.raw(200, 120, 255, 0, 0, 255)), Color.RED),
            jpeg("linear light", () -> profiled(ColorSpace.CS_LINEAR_RGB, 55, 55, 55), new Color(128, 128, 128)),
            jpeg("sRGB profile", () -> profiled(ColorSpace.CS_sRGB, 230, 120, 30), ORANGE),
            jpeg("profile of grey", () -> profiled(ColorSpace.CS_GRAY, 230, 120, 30), ORANGE),
            jpeg("broken profile", () -> broken(JpegSamples.raw(200, 120, 230, 120, 30)), ORANGE),
            png("png", () -> png(plain(BufferedImage.TYPE_INT_RGB)), ORANGE),
            png("palette", () -> png(plain(BufferedImage.TYPE_BYTE_INDEXED)), new Color(255, 102, 51)),
            png("half transparent", () -> png(filled(0x80E6781E)), new Color(242, 187, 142)),
            png("wholly transparent", () -> png(filled(0x00E6781E)), Color.WHITE),
            png("grey png", () -> png(grey(BufferedImage.TYPE_BYTE_GRAY, 90)), new Color(90, 90, 90)),
            png("16-bit grey png", () -> png(grey(BufferedImage.TYPE_USHORT_GRAY, 90 * 257)), new Color(90, 90, 90)),
            Map.entry("gif", new Kind(ImageFormat.GIF, () -> write(plain(1), "gif"), ORANGE)),
            Map.entry("bmp", new Kind(ImageFormat.BMP, () -> write(plain(1), "bmp"), ORANGE))));

    static Stream<String> kinds() {
        return KINDS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void gives_every_kind_of_picture_in_screen_colours_on_white(String name) throws IOException {
        Kind kind = KINDS.get(name);
        for (int longer : new int[] {200, 70, 40, 9}) {
            BufferedImage image = RasterCodec.decode(kind.file().get(), kind.format(), 200, 120, longer);

            assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
            assertThat(image.getWidth()).isBetween(longer, 2 * longer);
            assertColour(image, image.getWidth() - 1, image.getHeight() - 1, kind.expected());
            assertColour(image, image.getWidth() / 2, 0, kind.expected());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void averages_while_decoding_as_if_the_whole_picture_had_been_there(boolean progressive) throws IOException {
        byte[] file = JpegSamples.of(JpegSamples.photo(403, 302, BufferedImage.TYPE_INT_RGB), progressive);
        BufferedImage whole = Samples.decode(file);

        BufferedImage reduced = RasterCodec.decode(file, ImageFormat.JPEG, 403, 302, 100);

        assertThat(reduced.getWidth()).isEqualTo(101);
        assertThat(reduced.getHeight()).isEqualTo(76);
        for (int y = 0; y < 76; y++) {
            for (int x = 0; x < 101; x++) {
                assertColour(reduced, x, y, mean(whole, 4 * x, 4 * y), 1);
            }
        }
    }

    @Test
    void decodes_grey_and_whole_sizes_exactly() throws IOException {
        byte[] file = JpegSamples.of(JpegSamples.photo(301, 203, BufferedImage.TYPE_BYTE_GRAY), false);
        Raster expected = Samples.decode(file).getRaster();

        BufferedImage image = RasterCodec.decode(file, ImageFormat.JPEG, 301, 203, 301);

        for (int y = 0; y < 203; y++) {
            for (int x = 0; x < 301; x++) {
                assertThat(image.getRGB(x, y) & 0xFF).isEqualTo(expected.getSample(x, y, 0));
            }
        }
    }

    @Test
    void never_holds_a_large_jpeg_whole() throws IOException {
        byte[] file = JpegSamples.of(JpegSamples.photo(2400, 1800, BufferedImage.TYPE_INT_RGB), false);
        RasterCodec.decode(file, ImageFormat.JPEG, 2400, 1800, 600);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        RasterCodec.decode(file, ImageFormat.JPEG, 2400, 1800, 600);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(taken).isLessThan(2400 * 1800 * 3 / 2 + 5L * file.length);
    }

    @Test
    void refuses_a_size_other_than_the_checked_one() {
        byte[] jpeg = JpegSamples.raw(200, 120, 90);
        byte[] png = png(plain(BufferedImage.TYPE_INT_RGB));

        assertThatThrownBy(() -> RasterCodec.decode(jpeg, ImageFormat.JPEG, 100, 120, 100))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> RasterCodec.decode(png, ImageFormat.PNG, 200, 60, 100))
                .isInstanceOf(IOException.class);
    }

    @Test
    void any_cut_or_bent_byte_gives_a_picture_or_an_exception_that_callers_expect() {
        byte[] file = JpegSamples.withProfile(
                JpegSamples.of(JpegSamples.photo(120, 90, BufferedImage.TYPE_INT_RGB), true),
                ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        for (int at = 2; at < file.length; at += 29) {
            byte[] bent = file.clone();
            bent[at] ^= (byte) 0x55;
            decodeOrThrow(bent);
            decodeOrThrow(Arrays.copyOf(file, at));
        }
    }

    private static void decodeOrThrow(byte[] file) {
        try {
            BufferedImage image = RasterCodec.decode(file, ImageFormat.JPEG, 120, 90, 30);
            assertThat(image.getWidth()).isEqualTo(30);
        } catch (IOException | RuntimeException expected) {
            assertThat(expected).isNotInstanceOf(NullPointerException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.9, 1.0", "0.6, 0.7"})
    void encodes_a_readable_jpeg_of_the_asked_quality(float quality, double largest) throws IOException {
        BufferedImage photo = JpegSamples.photo(300, 200, BufferedImage.TYPE_3BYTE_BGR);

        byte[] file = RasterCodec.encode(photo, quality);

        BufferedImage back = Samples.decode(file);
        assertThat(JpegStructure.of(file).orElseThrow().components()).isEqualTo(3);
        assertColour(back, 150, 100, mean(photo, 150, 100, 1), 40);
        assertThat((double) file.length / RasterCodec.encode(photo, 0.95f).length)
                .isLessThan(largest);
    }

    private static Map.Entry<String, Kind> jpeg(String name, Supplier<byte[]> file, Color expected) {
        return Map.entry(name, new Kind(ImageFormat.JPEG, file, expected));
    }

    private static Map.Entry<String, Kind> png(String name, Supplier<byte[]> file, Color expected) {
        return Map.entry(name, new Kind(ImageFormat.PNG, file, expected));
    }

    private static byte[] profiled(int colourSpace, int... rgb) {
        BufferedImage image = new BufferedImage(200, 120, BufferedImage.TYPE_INT_RGB);
        int colour = rgb[0] << 16 | rgb[1] << 8 | rgb[2];
        for (int i = 0; i < 200 * 120; i++) {
            image.setRGB(i % 200, i / 200, colour);
        }
        return JpegSamples.withProfile(
                JpegSamples.of(image, false),
                ICC_Profile.getInstance(colourSpace).getData());
    }

    private static byte[] broken(byte[] raw) {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        return JpegSamples.withProfile(JpegSamples.withAdobe(raw, 0), Arrays.copyOf(profile, 100));
    }

    private static BufferedImage plain(int type) {
        BufferedImage image = new BufferedImage(200, 120, type);
        var g = image.createGraphics();
        g.setColor(ORANGE);
        g.fillRect(0, 0, 200, 120);
        g.dispose();
        return image;
    }

    private static BufferedImage filled(int argb) {
        BufferedImage image = new BufferedImage(200, 120, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 200 * 120; i++) {
            image.setRGB(i % 200, i / 200, argb);
        }
        return image;
    }

    private static BufferedImage grey(int type, int value) {
        BufferedImage image = new BufferedImage(200, 120, type);
        WritableRaster raster = image.getRaster();
        assertThat(raster.getTransferType()).isIn(DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT);
        for (int i = 0; i < 200 * 120; i++) {
            raster.setSample(i % 200, i / 200, 0, value);
        }
        return image;
    }

    private static byte[] png(BufferedImage image) {
        return write(image, "png");
    }

    private static byte[] write(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, bytes)).isTrue();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Color mean(BufferedImage image, int left, int top) {
        return mean(image, left, top, 4);
    }

    private static Color mean(BufferedImage image, int left, int top, int step) {
        int[] sums = new int[3];
        int pixels = 0;
        for (int y = top; y < Math.min(image.getHeight(), top + step); y++) {
            for (int x = left; x < Math.min(image.getWidth(), left + step); x++) {
                Color colour = new Color(image.getRGB(x, y));
                sums[0] += colour.getRed();
                sums[1] += colour.getGreen();
                sums[2] += colour.getBlue();
                pixels++;
            }
        }
        return new Color(sums[0] / pixels, sums[1] / pixels, sums[2] / pixels);
    }

    private static void assertColour(BufferedImage image, int x, int y, Color expected) {
        assertColour(image, x, y, expected, 6);
    }

    private static void assertColour(BufferedImage image, int x, int y, Color expected, int tolerance) {
        Color actual = new Color(image.getRGB(x, y));
        int off = Math.max(
                Math.abs(actual.getRed() - expected.getRed()),
                Math.max(
                        Math.abs(actual.getGreen() - expected.getGreen()),
                        Math.abs(actual.getBlue() - expected.getBlue())));
        assertThat(off).as("%s at %d,%d instead of %s", actual, x, y, expected).isLessThanOrEqualTo(tolerance);
    }
}
