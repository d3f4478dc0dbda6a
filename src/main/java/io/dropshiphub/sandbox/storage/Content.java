package io.dropshiphub.sandbox.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * The bytes of an object, on disk, and what can be computed from them.
 *
 * @param md5 Base64
 * @param crc32c Base64 of the four bytes, the highest first
 * @param sha256 hexadecimal
 */
record Content(Path file, long size, String md5, String crc32c, String sha256) {

    private static final int BUFFER = 64 * 1024;

    /** Reads the file once through all digests. */
    static Content of(Path file) throws IOException {
        MessageDigest md5 = digest("MD5");
        MessageDigest sha256 = digest("SHA-256");
        CRC32C crc = new CRC32C();
        long size = 0;
        try (InputStream in = new DigestInputStream(
                new DigestInputStream(new CheckedInputStream(Files.newInputStream(file), crc), md5), sha256)) {
            byte[] buffer = new byte[BUFFER];
            int read;
            while ((read = in.read(buffer)) >= 0) {
                size += read;
            }
        }
        Base64.Encoder base64 = Base64.getEncoder();
        byte[] sum =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        return new Content(
                file,
                size,
                base64.encodeToString(md5.digest()),
                base64.encodeToString(sum),
                HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The MD5 as services write it into an ETag. */
    String md5Hex() {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(md5));
    }

    void writeTo(OutputStream out) throws IOException {
        Files.copy(file, out);
    }

    void writeTo(OutputStream out, long from, long length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            byte[] buffer = new byte[BUFFER];
            long left = length;
            int read;
            while (left > 0 && (read = in.read(buffer, 0, (int) Math.min(buffer.length, left))) >= 0) {
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
