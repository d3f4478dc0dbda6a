package io.dropshiphub.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Pictures that tell more than they show: where a seller lives, what was cropped, who edited it. */
final class PrivateSamples {

    /** Stands in every comment and every history. */
    static final String SECRET = "1-2-3 Private-ro";

    private PrivateSamples() {}

    /** A latitude as cameras write it: 37 degrees, 33 minutes, 59.40 seconds, each a fraction. */
    static byte[] latitude() {
        return ByteBuffer.allocate(24)
                .putInt(37)
                .putInt(1)
                .putInt(33)
                .putInt(1)
                .putInt(5940)
                .putInt(100)
                .array();
    }

    /** A TIFF block with a directory of the place, and a thumbnail behind it. */
    static byte[] exif() {
        ByteBuffer tiff = ByteBuffer.allocate(400);
        tiff.put(ascii("MM")).putShort((short) 42).putInt(8);
        tiff.putShort((short) 1);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(26).putInt(0);
        tiff.putShort((short) 1);
        tiff.putShort((short) 2).putShort((short) 5).putInt(3).putInt(44).putInt(0);
        tiff.put(latitude()).put(ascii(SECRET));
        return tiff.array();
    }

    /** {@code jpeg}, which begins with a JFIF segment, with everything that cameras and programs leave in one. */
    static byte[] jpeg(byte[] jpeg) {
        int behindJfif = 4 + (jpeg[5] & 0xFF);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        // a thumbnail of 4 x 4 pixels
        byte[] thumbnail = Arrays.copyOf(Arrays.copyOfRange(jpeg, 6, behindJfif), 14 + 48);
        thumbnail[12] = 4;
        thumbnail[13] = 4;
        System.arraycopy(ascii(SECRET), 0, thumbnail, 14, SECRET.length());
        segment(out, 0xE0, "", thumbnail);
        segment(out, 0xE0, "JFXX\0", ascii("\23" + SECRET));
        segment(out, 0xE1, "Exif\0\0", exif());
        segment(out, 0xE1, "http://ns.adobe.com/xap/1.0/\0", ascii("<x:xmpmeta>" + SECRET + "</x:xmpmeta>"));
        segment(out, 0xE2, "MPF\0", ascii(SECRET));
        segment(out, 0xED, "Photoshop 3.0\0", ascii("8BIM" + SECRET));
        segment(out, 0xFE, "", ascii(SECRET));
        out.write(jpeg, behindJfif, jpeg.length - behindJfif);
        out.writeBytes(ascii("film that a phone took along " + SECRET));
        out.writeBytes(latitude());
        return out.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, int marker, String name, byte[] content) {
        int length = 2 + name.length() + content.length;
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
        out.writeBytes(ascii(name));
        out.writeBytes(content);
    }

    static byte[] png(byte[] png) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(png, 0, 33);
        chunk(out, "eXIf", exif());
        chunk(out, "tEXt", ascii("Author\0" + SECRET));
        chunk(out, "iTXt", ascii("XML:com.adobe.xmp\0\0\0\0\0" + SECRET));
        chunk(out, "tIME", new byte[] {7, (byte) 234, 11, 21, 9, 30, 0});
        chunk(out, "prVt", ascii(SECRET));
        out.write(png, 33, png.length - 33);
        out.writeBytes(ascii(SECRET));
        return out.toByteArray();
    }

    static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(ascii(name));
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(ascii(name));
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** {@code gif} of the 89a kind, with a comment and a history in front of its end. */
    static byte[] gif(byte[] gif) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(gif, 0, gif.length - 1);
        out.writeBytes(new byte[] {0x21, (byte) 0xFE, (byte) SECRET.length()});
        out.writeBytes(ascii(SECRET + "\0"));
        out.writeBytes(new byte[] {0x21, (byte) 0xFF, 11});
        // a reader that goes from block to block finds its end by these 258 bytes
        out.writeBytes(ascii("XMP DataXMP<x:xmpmeta>" + SECRET + "</x:xmpmeta>"));
        out.write(1);
        for (int i = 255; i >= 0; i--) {
            out.write(i);
        }
        out.write(0);
        out.write(0x3B);
        out.writeBytes(ascii(SECRET));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
