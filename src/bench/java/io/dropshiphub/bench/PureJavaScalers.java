package io.dropshiphub.bench;

import com.sksamuel.scrimage.ImmutableImage;
import com.sksamuel.scrimage.nio.JpegWriter;
import com.twelvemonkeys.image.ResampleOp;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import net.coobird.thumbnailator.Thumbnails;
import org.imgscalr.Scalr;

/** Scalers in Java behind the JDK's reader, which skips pixels down to twice the wanted size where the scaler lets it. */
final class PureJavaScalers {

    private PureJavaScalers() {}

    /** TwelveMonkeys' Lanczos filter. */
    public static final class Resample implements Codec {

        @Override
        public String name() {
            return "JDK, skip to 2x, ResampleOp Lanczos";
        }

        @Override
        public Results draw(byte[] file) throws IOException {
            return reduced(file, (image, w, h) -> new ResampleOp(w, h, ResampleOp.FILTER_LANCZOS).filter(image, null));
        }
    }

    /** imgscalr as its QUALITY method does it. */
    public static final class Imgscalr implements Codec {

        @Override
        public String name() {
            return "JDK, skip to 2x, imgscalr QUALITY";
        }

        @Override
        public Results draw(byte[] file) throws IOException {
            return reduced(
                    file, (image, w, h) -> Scalr.resize(image, Scalr.Method.QUALITY, Scalr.Mode.FIT_EXACT, w, h));
        }
    }

    /** Thumbnailator, which shrinks in several bilinear steps. */
    public static final class Thumbnailator implements Codec {

        @Override
        public String name() {
            return "JDK, skip to 2x, Thumbnailator";
        }

        @Override
        public Results draw(byte[] file) throws IOException {
            return reduced(
                    file, (image, w, h) -> Thumbnails.of(image).forceSize(w, h).asBufferedImage());
        }
    }

    /** Scrimage from file to file. */
    public static final class Scrimage implements Codec {

        private static final JpegWriter WRITER = JpegWriter.compression((int) (QUALITY * 100));

        @Override
        public String name() {
            return "Scrimage 4.3.5";
        }

        @Override
        public Results draw(byte[] file) throws IOException {
            ImmutableImage image = ImmutableImage.loader().fromBytes(file);
            double scale = (double) SIDE / Math.max(image.width, image.height);
            ImmutableImage content =
                    image.scaleTo((int) Math.round(image.width * scale), (int) Math.round(image.height * scale));
            return new Results(content.padTo(SIDE, SIDE, Color.WHITE).bytes(WRITER), content.bytes(WRITER));
        }
    }

    private static Codec.Results reduced(byte[] file, ImageIoCodec.Scaler scaler) throws IOException {
        int longer = Math.max(CodecPictures.size(file).width, CodecPictures.size(file).height);
        BufferedImage image = CodecPictures.read(
                CodecPictures.reader("jpeg", ImageIoCodec.JDK), file, Math.max(1, longer / (2 * Codec.SIDE)), null);
        return ImageIoCodec.results(image, scaler);
    }
}
