package io.dropshiphub.bench;

import io.dropshiphub.images.codec.HubSteps;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** The hub's own way. */
record HubCodec() implements Codec {

    @Override
    public String name() {
        return "hub: averaged by rows";
    }

    @Override
    public Results draw(byte[] file) throws IOException {
        Dimension size = CodecPictures.size(file);
        BufferedImage decoded = HubSteps.decode(file, size.width, size.height, SIDE);
        double scale = (double) SIDE / Math.max(decoded.getWidth(), decoded.getHeight());
        BufferedImage content = HubSteps.scale(
                decoded, (int) Math.round(decoded.getWidth() * scale), (int) Math.round(decoded.getHeight() * scale));
        return new Results(
                HubSteps.encode(HubSteps.pad(content, SIDE, SIDE), QUALITY), HubSteps.encode(content, QUALITY));
    }
}
