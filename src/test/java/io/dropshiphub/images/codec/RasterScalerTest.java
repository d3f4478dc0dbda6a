package io.dropshiphub.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.images.Samples;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RasterScalerTest {

    @ParameterizedTest
    @CsvSource({"1000, 500", "999, 1000", "640, 641", "37, 3", "1, 1"})
    void scales_down_to_the_mean(int width, int height) {
        BufferedImage stripes = new BufferedImage(1000, 1000, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 1000 * 1000; i++) {
            stripes.setRGB(i % 1000, i / 1000, (i % 1000 + i / 1000) % 2 == 0 ? 0xFFFFFF : 0);
        }

        BufferedImage scaled = RasterScaler.scale(stripes, width, height);

        assertThat(scaled.getWidth()).isEqualTo(width);
        assertThat(scaled.getHeight()).isEqualTo(height);
        double mean = 0;
        for (int i = 0; i < width * height; i++) {
            mean += (double) (scaled.getRGB(i % width, i / width) & 0xFF) / width / height;
        }
        assertThat(mean).isBetween(125.0, 130.0);
    }

    @Test
    void keeps_plain_colours_exactly_and_edges_in_their_place() {
        BufferedImage image = Samples.redBlue(900, 700, BufferedImage.TYPE_3BYTE_BGR);

        BufferedImage smaller = RasterScaler.scale(image, 333, 259);
        BufferedImage larger = RasterScaler.scale(image, 1200, 933);

        assertThat(new Color(smaller.getRGB(165, 258))).isEqualTo(Color.RED);
        assertThat(new Color(smaller.getRGB(167, 0))).isEqualTo(Color.BLUE);
        assertThat(new Color(larger.getRGB(590, 932))).isEqualTo(Color.RED);
        assertThat(new Color(larger.getRGB(610, 0))).isEqualTo(Color.BLUE);
        assertThat(RasterScaler.scale(image, 900, 700)).isSameAs(image);
    }

    @ParameterizedTest
    @CsvSource({
        // where the four corners of the stored picture are to be seen: top left, top right, bottom left, bottom right
        "1, ABCD",
        "2, BADC",
        "3, DCBA",
        "4, CDAB",
        "5, ACBD",
        "6, CADB",
        "7, DBCA",
        "8, BDAC"
    })
    void turns_upright(int orientation, String corners) {
        BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_3BYTE_BGR);
        image.setRGB(0, 0, 'A');
        image.setRGB(29, 0, 'B');
        image.setRGB(0, 19, 'C');
        image.setRGB(29, 19, 'D');

        BufferedImage turned = RasterScaler.upright(image, orientation);

        int right = turned.getWidth() - 1;
        int bottom = turned.getHeight() - 1;
        assertThat(right).isEqualTo(orientation >= 5 ? 19 : 29);
        String seen = "" + (char) (turned.getRGB(0, 0) & 0xFF) + (char) (turned.getRGB(right, 0) & 0xFF)
                + (char) (turned.getRGB(0, bottom) & 0xFF) + (char) (turned.getRGB(right, bottom) & 0xFF);
        assertThat(seen).isEqualTo(corners);
    }

    @Test
    void pads_with_white_around_the_middle() {
        BufferedImage image = Samples.redBlue(100, 40, BufferedImage.TYPE_3BYTE_BGR);

        BufferedImage canvas = RasterScaler.onWhite(image, 100, 100);

        assertThat(new Color(canvas.getRGB(10, 29))).isEqualTo(Color.WHITE);
        assertThat(new Color(canvas.getRGB(10, 30))).isEqualTo(Color.RED);
        assertThat(new Color(canvas.getRGB(90, 69))).isEqualTo(Color.BLUE);
        assertThat(new Color(canvas.getRGB(90, 70))).isEqualTo(Color.WHITE);
        assertThat(RasterScaler.onWhite(image, 100, 40)).isSameAs(image);
    }
}
