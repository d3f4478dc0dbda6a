package io.dropshiphub.images.codec;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings colours that were meant for another screen, such as a phone's Display P3, to sRGB. */
final class ScreenColours {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenColours.class);
    private static final ColorSpace SRGB = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    private static final int[] PROBES = {0, 40, 90, 150, 200, 255};
    /** Most profiles are some maker's sRGB. Nobody sees a difference of this size. */
    private static final int UNSEEN = 2;

    private ScreenColours() {}

    /** Converts {@code image} in place. A profile that is broken or not for three screen colours changes nothing. */
    static void fromProfile(byte[] profile, BufferedImage image) {
        try {
            ICC_Profile icc = ICC_Profile.getInstance(profile);
            if (icc.getColorSpaceType() != ColorSpace.TYPE_RGB) {
                return;
            }
            ColorConvertOp op = new ColorConvertOp(new ICC_ColorSpace(icc), SRGB, null);
            if (!hardlyDiffers(op)) {
                op.filter(image.getRaster(), image.getRaster());
            }
        } catch (IllegalArgumentException | CMMException e) {
            LOG.debug("a broken colour profile is left out", e);
        }
    }

    private static boolean hardlyDiffers(ColorConvertOp op) {
        int side = PROBES.length;
        WritableRaster given = new BufferedImage(side * side, side, BufferedImage.TYPE_3BYTE_BGR).getRaster();
        for (int x = 0; x < side * side; x++) {
            for (int y = 0; y < side; y++) {
                given.setPixel(x, y, new int[] {PROBES[x / side], PROBES[x % side], PROBES[y]});
            }
        }
        Raster converted = op.filter(given, given.createCompatibleWritableRaster());
        int[] before = given.getPixels(0, 0, side * side, side, (int[]) null);
        int[] after = converted.getPixels(0, 0, side * side, side, (int[]) null);
        for (int i = 0; i < before.length; i++) {
            if (Math.abs(before[i] - after[i]) > UNSEEN) {
                return false;
            }
        }
        return true;
    }
}
