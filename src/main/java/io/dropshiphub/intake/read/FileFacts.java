package io.dropshiphub.intake.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What one pass over a file's bytes tells before anything of it is understood.
 *
 * @param size its length in bytes
 * @param modified when it was last changed, in milliseconds
 * @param sha256 hash of its content, in hex
 * @param charset how to decode it: by its byte order mark, else UTF-8 when it is that, else MS949 (what Korean Excel
 *     writes; a superset of EUC-KR)
 * @param bomLength bytes of the byte order mark, 0 when there is none
 * @param container what the first bytes say
 * @param nuls how many NUL bytes there are; 0 for UTF-16
 */
public record FileFacts(
        long size, long modified, String sha256, Charset charset, int bomLength, Container container, long nuls) {

    /** The outer form, by the first bytes; the file's extension is never trusted for it. */
    public enum Container {
        TEXT,
        /** ZIP or XLSX. */
        ZIPPED,
        /** The old Office format: .xls, and every workbook with a password. */
        OLE2,
        /** A known binary format that cannot hold products. */
        OTHER_BINARY
    }

    static final Charset MS949 = Charset.forName("MS949");

    /**
     * Reads the file once, in constant memory.
     *
     * @throws IOException when it cannot be read
     */
    public static FileFacts of(Path file) throws IOException {
        MessageDigest digest = newDigest();
        Utf8Check utf8 = new Utf8Check();
        byte[] head = new byte[8];
        int headLength = 0;
        long size = 0;
        long modified = Files.getLastModifiedTime(file).toMillis();
        long nuls = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; headLength < head.length && i < n; i++) {
                    head[headLength++] = buffer[i];
                }
                digest.update(buffer, 0, n);
                nuls += utf8.take(buffer, n);
                size += n;
            }
        }
        Charset charset;
        int bom = 0;
        if (headLength >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            charset = StandardCharsets.UTF_8;
            bom = 3;
        } else if (headLength >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            charset = StandardCharsets.UTF_16LE;
            bom = 2;
        } else if (headLength >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            charset = StandardCharsets.UTF_16BE;
            bom = 2;
        } else {
            charset = utf8.looksLikeUtf8() ? StandardCharsets.UTF_8 : MS949;
        }
        return new FileFacts(
                size,
                modified,
                HexFormat.of().formatHex(digest.digest()),
                charset,
                bom,
                container(head, headLength),
                charset.name().startsWith("UTF-16") ? 0 : nuls);
    }

    /** Whether there is a NUL byte in what should be text. */
    boolean hasNul() {
        return nuls > 0;
    }

    /** Whether the file still has the size and time it had when it was looked at. */
    public boolean stillHoldFor(Path file) throws IOException {
        return Files.size(file) == size && Files.getLastModifiedTime(file).toMillis() == modified;
    }

    /** Opens the text behind the byte order mark; bytes that cannot be decoded become U+FFFD and are reported by row. */
    Reader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.skipNBytes(bomLength);
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    private static Container container(byte[] head, int length) {
        if (startsWith(head, length, 'P', 'K', 3, 4) || startsWith(head, length, 'P', 'K', 5, 6)) {
            return Container.ZIPPED;
        }
        if (startsWith(head, length, 0xD0, 0xCF, 0x11, 0xE0)) {
            return Container.OLE2;
        }
        boolean binary = startsWith(head, length, '%', 'P', 'D', 'F')
                || startsWith(head, length, 0xFF, 0xD8, 0xFF)
                || startsWith(head, length, 0x89, 'P', 'N', 'G')
                || startsWith(head, length, 'G', 'I', 'F', '8')
                || startsWith(head, length, 0x1F, 0x8B)
                || startsWith(head, length, 'R', 'a', 'r', '!')
                || startsWith(head, length, '7', 'z', 0xBC, 0xAF)
                || startsWith(head, length, 0x7F, 'E', 'L', 'F');
        return binary ? Container.OTHER_BINARY : Container.TEXT;
    }

    private static boolean startsWith(byte[] head, int length, int... wanted) {
        if (length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (head[i] != (byte) wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
