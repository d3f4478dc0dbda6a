package io.dropshiphub.intake.read;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.OutcomeClass;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A ZIP of one product file and its pictures. No entry is ever written under its own name; the product file goes to a
 * temporary file, a picture is handed on when the first row asks for it.
 */
final class ZipPack implements Pictures, Closeable {

    private static final Set<String> TABLES = Set.of("csv", "tsv", "txt", "xlsx", "json", "jsonl", "ndjson", "xls");

    private final ZipFile zip;
    private final ReadLimits limits;
    private final ImageStore store;
    private final Path workDirectory;
    private final Map<String, ZipArchiveEntry> pictures = new LinkedHashMap<>();
    private final Map<String, String> stored = new HashMap<>();
    private ZipArchiveEntry table;
    private Path extracted;
    private long unpacked;

    /**
     * @param store where pictures go; null only checks that they are there
     * @throws IntakeProblem when the archive is broken, unsafe, or has no or several product files
     */
    ZipPack(Path file, Path workDirectory, ReadLimits limits, ImageStore store) throws IOException {
        this.limits = limits;
        this.store = store;
        this.workDirectory = workDirectory;
        try {
            zip = open(file);
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        }
        try {
            look();
        } catch (IntakeProblem e) {
            zip.close();
            throw e;
        }
    }

    /** Name of the product file inside, without folders. */
    String tableName() {
        return plainName(table.getName());
    }

    /** Unpacks the product file to a temporary file that goes away on {@link #close()}. */
    Path extractTable() throws IOException {
        extracted = Files.createTempFile(workDirectory, "zip-", ".table");
        try (InputStream in = limited(table);
                OutputStream out = Files.newOutputStream(extracted)) {
            in.transferTo(out);
        } catch (IntakeProblem e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        }
        return extracted;
    }

    @Override
    public String keyOf(String name) {
        String plain = plainName(name).toLowerCase(Locale.ROOT);
        ZipArchiveEntry entry = pictures.get(plain);
        if (entry == null) {
            return null;
        }
        if (store == null) {
            return "dry-run";
        }
        String known = stored.get(plain);
        if (known != null) {
            return known;
        }
        try (InputStream in = limited(entry)) {
            String key = store.store(plainName(entry.getName()), in);
            stored.put(plain, key);
            return key;
        } catch (IntakeProblem e) {
            throw new Refused(e.code(), e.detail());
        } catch (CallFailed e) {
            if (e.outcome().outcomeClass() != OutcomeClass.REJECTED) {
                // the stores are away: the row is not at fault
                throw new UncheckedIOException(new IOException(e.outcome().message(), e));
            }
            throw new Refused(e.outcome().code(), e.outcome().message());
        } catch (IOException | UncheckedIOException e) {
            if (isOfEntry(e)) {
                throw new Refused(
                        IntakeCode.IMAGE_BROKEN.code(),
                        "'" + Texts.shorten(name, 80) + "' in the ZIP is damaged; pack it again ("
                                + IntakeCode.IMAGE_BROKEN.korean() + ")");
            }
            throw e instanceof UncheckedIOException unchecked ? unchecked : new UncheckedIOException((IOException) e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            zip.close();
        } finally {
            if (extracted != null) {
                Files.deleteIfExists(extracted);
            }
        }
    }

    private void look() {
        int entries = 0;
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (++entries > limits.maxEntries()) {
                throw new IntakeProblem(
                        IntakeCode.UNPACKS_TOO_LARGE,
                        "the ZIP holds more than " + limits.maxEntries() + " files; nothing was read. Split it");
            }
            String name = entry.getName();
            if (!isSafe(name) || entry.isUnixSymlink()) {
                throw new IntakeProblem(
                        IntakeCode.ZIP_UNSAFE_NAME,
                        "'" + Texts.shorten(name, 80)
                                + (entry.isUnixSymlink() ? "' is a link" : "' points outside of the archive")
                                + "; nothing was read. Pack only plain files");
            }
            if (entry.isDirectory() || isJunk(name)) {
                continue;
            }
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                throw new IntakeProblem(
                        IntakeCode.ZIP_BROKEN,
                        "'" + Texts.shorten(name, 80)
                                + "' is protected by a password; nothing was read. Pack it without");
            }
            add(entry, name);
        }
        if (table == null) {
            throw new IntakeProblem(
                    IntakeCode.ZIP_NO_PRODUCTS,
                    "the ZIP holds " + pictures.size()
                            + " files but no .csv, .xlsx, .json or .jsonl; nothing was read. Add the product file");
        }
    }

    private void add(ZipArchiveEntry entry, String name) {
        if (TABLES.contains(extension(name))) {
            if (table != null) {
                throw new IntakeProblem(
                        IntakeCode.ZIP_SEVERAL_PRODUCTS,
                        "the ZIP holds '" + Texts.shorten(plainName(table.getName()), 60) + "' and '"
                                + Texts.shorten(plainName(name), 60) + "'; nothing was read. Leave one of them");
            }
            table = entry;
        } else if (pictures.put(plainName(name).toLowerCase(Locale.ROOT), entry) != null) {
            throw new IntakeProblem(
                    IntakeCode.ZIP_ENTRY_TWICE,
                    "the ZIP holds two files called '" + Texts.shorten(plainName(name), 60)
                            + "'; nothing was read. Give every picture its own name");
        }
    }

    private InputStream limited(ZipArchiveEntry entry) throws IOException {
        return new FilterInputStream(zip.getInputStream(entry)) {
            private long size;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n;
                try {
                    n = super.read(buffer, offset, length);
                } catch (IOException | IllegalArgumentException e) {
                    throw new BrokenEntry(e);
                }
                count(Math.max(n, 0));
                return n;
            }

            private void count(int n) {
                size += n;
                unpacked += n;
                Unpacking.check(entry.getName(), size, entry.getCompressedSize(), unpacked, limits);
            }
        };
    }

    /** The packed bytes of an entry are damaged; the sender's fault, not the disk's. */
    private static final class BrokenEntry extends IOException {
        BrokenEntry(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static boolean isOfEntry(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof BrokenEntry) {
                return true;
            }
        }
        return false;
    }

    private static ZipFile open(Path file) throws IOException {
        ZipFile utf8 = ZipFile.builder()
                .setPath(file)
                .setCharset(StandardCharsets.UTF_8)
                .get();
        for (ZipArchiveEntry entry : Collections.list(utf8.getEntries())) {
            // Korean Windows packs names in CP949 without saying so
            Utf8Check name = new Utf8Check();
            name.take(entry.getRawName(), entry.getRawName().length);
            if (!name.isFlawless()) {
                utf8.close();
                return ZipFile.builder()
                        .setPath(file)
                        .setCharset(FileFacts.MS949)
                        .get();
            }
        }
        return utf8;
    }

    private static boolean isSafe(String name) {
        String plain = name.replace('\\', '/');
        if (plain.isEmpty() || plain.startsWith("/") || plain.length() > 1 && plain.charAt(1) == ':') {
            return false;
        }
        for (String part : plain.split("/")) {
            if (part.equals("..")) {
                return false;
            }
        }
        return Texts.damage(plain) != IntakeCode.CONTROL_CHARACTER;
    }

    private static boolean isJunk(String name) {
        String plain = plainName(name);
        return name.startsWith("__MACOSX/") || plain.startsWith(".") || plain.equals("Thumbs.db");
    }

    private static String plainName(String name) {
        String slashed = name.replace('\\', '/');
        return slashed.substring(slashed.lastIndexOf('/') + 1).strip();
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static IntakeProblem broken(Exception e) {
        return new IntakeProblem(
                IntakeCode.ZIP_BROKEN,
                "the archive is damaged (" + Texts.shorten(String.valueOf(e.getMessage()), 120)
                        + "); nothing was read. Pack it again");
    }
}
