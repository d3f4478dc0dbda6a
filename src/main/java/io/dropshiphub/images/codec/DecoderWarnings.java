package io.dropshiphub.images.codec;

import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Listens to what the JDK's JPEG decoder complains of while it makes up pixels that are not in the file. Most complaints are
 * about trifles; these are not. The decoder tells of one file only its first complaint, beside that of a missing end.
 */
public final class DecoderWarnings implements IIOReadWarningListener {

    /** Texts of libjpeg (jerror.h): the data ends, or makes no sense, before all blocks are there. */
    private static final String DATA_ENDS = "premature end of data segment";

    private static final String DATA_MAKES_NO_SENSE = "bad huffman code";
    /** The reader's own word that it has put the end marker in. */
    private static final String NO_END = "missing eoi";
    /** One row of blocks, and what the decoder keeps back to smooth it: nobody misses less. */
    private static final int UNSEEN_ROWS = 18;

    private final RowsRaster rows;
    private int missing;
    private boolean cut;

    /** Listens to a reader that hands its rows to {@code rows}; null when nobody knows where it is. */
    DecoderWarnings(RowsRaster rows) {
        this.rows = rows;
    }

    @Override
    public void warningOccurred(ImageReader reader, String warning) {
        String text = warning.toLowerCase(Locale.ROOT);
        if (text.contains(NO_END)) {
            cut = true;
        } else if (text.contains(DATA_ENDS) || text.contains(DATA_MAKES_NO_SENSE)) {
            missing = rows == null ? Integer.MAX_VALUE : rows.missing();
        }
    }

    /** @throws PixelsMissing when a part of the decoded picture is made up */
    public void check() throws PixelsMissing {
        if (missing > 0 && (cut || missing > UNSEEN_ROWS)) {
            throw new PixelsMissing(cut ? "its end is missing" : "a part of its pixels cannot be read");
        }
    }

    /** A picture of which only a part is there, and the rest is grey. */
    public static final class PixelsMissing extends IOException {
        private static final long serialVersionUID = 1L;

        PixelsMissing(String why) {
            super(why);
        }
    }
}
