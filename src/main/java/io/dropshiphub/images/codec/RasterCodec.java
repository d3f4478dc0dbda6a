package io.dropshiphub.images.codec;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes any picture to plain screen colours at about the wanted size, and encodes JPEG. Every picture that comes out is of
 * {@link BufferedImage#TYPE_3BYTE_BGR}: sRGB, opaque, on white. Keeps nothing between calls; any thread may use it.
 *
 * <p>A JPEG of the usual kind is averaged row by row while it is decoded, which needs a fraction of the memory of the decoded
 * picture, and its profile is applied to the few pixels that are left. Why: docs/decisions/0017-image-codec.md.
 */
public final class RasterCodec {

    private static final Logger LOG = LoggerFactory.getLogger(RasterCodec.class);

    private RasterCodec() {}

    /**
     * Decodes a picture, lying as it is stored, reduced by a whole number.
     *
     * @param bytes the file, of which the header has been checked against the limits
     * @param width stored width by that check
     * @param height stored height by that check
     * @param longerSide what the longer side should have at least; the result has up to twice of it, and never more than stored
     * @throws IOException when the file is damaged, or its size is another than the checked one
     */
    public static BufferedImage decode(byte[] bytes, ImageFormat format, int width, int height, int longerSide)
            throws IOException {
        int step = Math.max(1, Math.max(width, height) / longerSide);
        Optional<JpegStream> usual = format == ImageFormat.JPEG ? JpegStream.of(bytes) : Optional.empty();
        if (usual.isPresent()) {
            check(usual.get().width() == width && usual.get().height() == height);
            try {
                return decodeByRows(usual.get(), step);
            } catch (DecoderWarnings.PixelsMissing e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                // the other reader forgives more
                LOG.debug("a JPEG of {} x {} cannot be decoded by rows", width, height, e);
            }
        }
        return decodeWhole(bytes, format, width, height, step);
    }

    /** A JPEG of {@code image}, 4:2:0, with {@code quality} from 0 to 1. */
    public static byte[] encode(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * 1024);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(PlainPixels.inWritingOrder(image), null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A PNG of {@code image}. */
    public static byte[] encodePng(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024 * 1024);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("no writer for PNG");
            }
        }
        return bytes.toByteArray();
    }

    private static BufferedImage decodeByRows(JpegStream jpeg, int step) throws IOException {
        BoxAverage average = new BoxAverage(jpeg.width(), jpeg.height(), step);
        try (Source source = Source.of(jpeg.bytes(), reader(ImageFormat.JPEG, true))) {
            RowsRaster rows = RowsRaster.to(average, jpeg.width(), jpeg.height(), jpeg.channels(), jpeg.passes());
            ImageReadParam param = source.reader().getDefaultReadParam();
            param.setDestination(rows.image());
            DecoderWarnings warnings = new DecoderWarnings(rows);
            source.reader().addIIOReadWarningListener(warnings);
            source.reader().read(0, param);
            warnings.check();
        }
        BufferedImage image = average.image();
        if (jpeg.profile() != null && jpeg.channels() == PlainPixels.CHANNELS) {
            ScreenColours.fromProfile(jpeg.profile(), image);
        }
        return image;
    }

    private static BufferedImage decodeWhole(byte[] bytes, ImageFormat format, int width, int height, int step)
            throws IOException {
        try (Source source = Source.of(bytes, reader(format, false))) {
            ImageReader reader = source.reader();
            FirstFrame frame = FirstFrame.of(bytes, format).orElse(null);
            check(frame == null || frame.screenWidth() == width && frame.screenHeight() == height);
            check(reader.getWidth(0) == (frame == null ? width : frame.width())
                    && reader.getHeight(0) == (frame == null ? height : frame.height()));
            ImageReadParam param = reader.getDefaultReadParam();
            // print colours are converted pixel by pixel, which is dear: half of them will do when four make one
            int skip = format == ImageFormat.JPEG && step >= 4 ? 2 : 1;
            param.setSourceSubsampling(skip, skip, 0, 0);
            DecoderWarnings warnings = new DecoderWarnings(null);
            reader.addIIOReadWarningListener(warnings);
            BufferedImage whole = reader.read(0, param);
            warnings.check();
            if (frame != null) {
                BoxAverage screen = new BoxAverage(width, height, step);
                new PlainPixels(whole).rowsOnScreen(screen, frame);
                return screen.image();
            }
            BoxAverage average = new BoxAverage(whole.getWidth(), whole.getHeight(), step / skip);
            new PlainPixels(whole).rows(average);
            BufferedImage image = average.image();
            if (format == ImageFormat.PNG) {
                ColourProfile.inPng(bytes).ifPresent(profile -> ScreenColours.fromProfile(profile, image));
            }
            return image;
        }
    }

    private static void check(boolean sameSize) throws IOException {
        if (!sameSize) {
            // two headers: the limits were checked against the one, the memory would be taken for the other
            throw new IOException("contradicting sizes");
        }
    }

    /** The JDK's own reader, or the one that plug-ins have put before it. */
    private static ImageReader reader(ImageFormat format, boolean ofJdk) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (!ofJdk || reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new IOException("no reader for " + format);
    }

    /** A reader and its input, freed together. */
    private record Source(ImageReader reader, ImageInputStream stream) implements AutoCloseable {

        static Source of(byte[] bytes, ImageReader reader) {
            ImageInputStream stream = new ByteArrayImageInputStream(bytes);
            // metadata is not read, bombs hide there
            reader.setInput(stream, true, true);
            return new Source(reader, stream);
        }

        @Override
        public void close() throws IOException {
            reader.dispose();
            stream.close();
        }
    }
}
