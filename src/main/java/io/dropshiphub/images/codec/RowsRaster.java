package io.dropshiphub.images.codec;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Looks like a picture of full size to the JDK's JPEG reader, which hands every decoded row to {@link #setRect}; keeps none of
 * them and passes them on. This is how a picture is reduced while it is decoded.
 */
final class RowsRaster extends WritableRaster {

    private final BoxAverage average;
    private final int wantedPass;
    private int pass;
    private int delivered;

    private RowsRaster(int width, int height, int channels, BoxAverage average, int wantedPass) {
        super(
                new PixelInterleavedSampleModel(
                        DataBuffer.TYPE_BYTE, width, height, channels, width * channels, offsets(channels)),
                // never read or written: a reader that tries to is stopped by the array's end
                new DataBufferByte(1),
                new Point());
        this.average = average;
        this.wantedPass = wantedPass;
    }

    /**
     * A destination for the reader.
     *
     * @param channels 1 for grey, 3 for colour
     * @param passes how often the reader will deliver the whole picture; only the last delivery counts
     */
    static RowsRaster to(BoxAverage average, int width, int height, int channels, int passes) {
        return new RowsRaster(width, height, channels, average, passes);
    }

    /** The destination as readers want it. */
    BufferedImage image() {
        ColorSpace colours = ColorSpace.getInstance(numBands == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        return new BufferedImage(
                new ComponentColorModel(colours, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE),
                this,
                false,
                null);
    }

    /** How many rows of the present delivery have not come yet; all of them before the first. */
    int missing() {
        return height - delivered % height;
    }

    @Override
    public void setRect(int dx, int dy, Raster row) {
        if (dy == 0) {
            pass++;
        }
        delivered = dy + 1;
        if (pass >= wantedPass) {
            average.add(dy, ((DataBufferByte) row.getDataBuffer()).getData(), numBands);
        }
    }

    private static int[] offsets(int channels) {
        return channels == 1 ? new int[] {0} : new int[] {0, 1, 2};
    }
}
