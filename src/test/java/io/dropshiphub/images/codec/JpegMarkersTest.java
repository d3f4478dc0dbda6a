package io.dropshiphub.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JpegMarkersTest {

    @Test
    void finds_every_marker_byte_wherever_it_stands() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                // few values, so that FF, FE, 00 and 80 stand beside each other
                bytes[i] = new byte[] {0, -1, -2, 1, (byte) 0x80, 0x7F, 1, 1, 1}[random.nextInt(9)];
            }
            for (int from = 0; from <= bytes.length; from++) {
                int expected = from;
                while (expected < bytes.length && bytes[expected] != -1) {
                    expected++;
                }
                assertThat(JpegMarkers.next(bytes, from)).isEqualTo(expected);
            }
        }
    }
}
