package io.dropshiphub.images.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the bytes that begin a JPEG's markers: eight at a time, a photograph has millions that are none. */
final class JpegMarkers {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private JpegMarkers() {}

    /** Where the next byte FF stands, at {@code from} or behind; the length of {@code b} when there is none. */
    static int next(byte[] b, int from) {
        int at = from;
        for (; at + Long.BYTES <= b.length; at += Long.BYTES) {
            long zeroWhereFf = ~(long) EIGHT.get(b, at);
            // the well-known test for a zero byte; the lowest bit that it sets is right
            long found = zeroWhereFf - ONES & ~zeroWhereFf & TOPS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < b.length && b[at] != (byte) 0xFF) {
            at++;
        }
        return at;
    }
}
