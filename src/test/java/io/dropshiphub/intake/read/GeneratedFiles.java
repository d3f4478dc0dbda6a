package io.dropshiphub.intake.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The awkward files that are binary or too large to be kept: made anew for each test run. */
final class GeneratedFiles {

    private static final String HEADER = "판매자상품코드,상품명,카테고리,판매가,재고수량,대표이미지\n";
    private static final String ROW = "A-1,머그컵,생활/주방,12900,10,https://img.example.com/mug.jpg\n";
    private static final String ZIP_ROW = "A-1,머그컵,생활/주방,12900,10,mug.jpg\n";
    private static final byte[] PICTURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 1, 2, 3};

    private GeneratedFiles() {}

    /** Name and content of each. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            texts(files);
            workbooks(files);
            archives(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static void texts(Map<String, byte[]> files) {
        files.put(
                "cell-of-10-million.csv",
                utf8(HEADER + ROW + "A-2," + "가".repeat(10_000_000) + ",생활/주방,12900,10,https://e.com/a.jpg\n"
                        + ROW.replace("A-1", "A-3")));
        files.put(
                "cell-of-20-million.csv",
                utf8(HEADER + ROW + "A-2," + "x".repeat(20_000_000) + ",생활/주방,12900,10,https://e.com/a.jpg\n"
                        + ROW.replace("A-1", "A-3")));
        files.put("quote-swallows-much.csv", utf8(HEADER + "A-2,\"접시" + ("\n" + ROW).repeat(2)));
        files.put("picture.csv", PICTURE);
        files.put("document.csv", utf8("%PDF-1.7 …"));
        files.put("packed.csv.gz", new byte[] {0x1F, (byte) 0x8B, 8, 0, 0});
        files.put("noise.csv", noise());
        files.put("old-excel.xls", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3, 4});
        files.put("password.xlsx", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3, 4});
        files.put(
                "json-bomb.json",
                utf8("[{\"sku\":\"J-1\",\"images\":[" + "1,".repeat(200_000)
                        + "1]},{\"sku\":\"J-2\",\"name\":\"n\",\"category_id\":\"a\",\"price\":100,"
                        + "\"main_image_url\":\"https://e.com/a.jpg\"}]"));
        files.put(
                "json-number-bomb.json",
                utf8("[{\"sku\":\"J-1\",\"name\":\"n\",\"category_id\":\"a\",\"price\":" + "9".repeat(5000)
                        + ",\"main_image_url\":\"https://e.com/a.jpg\"}]"));
    }

    private static byte[] noise() {
        byte[] noise = new byte[5000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 31 % 7 == 0 ? 0 : i * 131);
        }
        return noise;
    }

    private static void workbooks(Map<String, byte[]> files) throws IOException {
        byte[] good = workbook();
        files.put("good.xlsx", good);
        files.put("good-called-csv.csv", good);
        files.put("truncated.xlsx", Arrays.copyOf(good, good.length / 2));
        files.put("xlsx-sheet-cut.xlsx", withPart(good, "xl/worksheets/sheet1.xml", GeneratedFiles::cut));
        files.put("xlsx-sheet-no-xml.xlsx", withPart(good, "xl/worksheets/sheet1.xml", xml -> utf8("not xml at all")));
        files.put("xlsx-without-sheet.xlsx", withPart(good, "xl/worksheets/sheet1.xml", xml -> null));
        files.put("xlsx-entities.xlsx", withPart(good, "xl/worksheets/sheet1.xml", GeneratedFiles::entities));
        files.put("xlsx-bomb.xlsx", withPart(good, "xl/media/zeros.bin", xml -> new byte[40_000_000], true));
        files.put("xlsx-macros.xlsm", withPart(good, "xl/vbaProject.bin", xml -> new byte[] {1, 2, 3}, true));
        files.put(
                "xlsx-external-link.xlsx",
                withPart(good, "xl/externalLinks/externalLink1.xml", xml -> utf8("<externalLink/>"), true));
        files.put("xlsx-rows-backwards.xlsx", withPart(good, "xl/worksheets/sheet1.xml", GeneratedFiles::backwards));
        files.put("xlsx-empty.xlsx", emptyWorkbook());
        files.put("word.xlsx", zip(Map.of("[Content_Types].xml", utf8("<Types/>"), "word/document.xml", utf8("<w/>"))));
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("상품");
            String[] header = HEADER.strip().split(",");
            for (int i = 0; i < header.length; i++) {
                sheet.value(0, i, header[i]);
            }
            String[] row = ROW.strip().split(",");
            for (int i = 0; i < row.length; i++) {
                sheet.value(1, i, row[i]);
                sheet.value(2, i, row[i].replace("A-1", "A-2"));
                sheet.value(4, i, row[i].replace("A-1", "A-3"));
            }
            sheet.value(2, 3, 12900.000000000002);
            sheet.value(4, 3, 12905);
            sheet.formula(4, 4, "1/0");
            workbook.newWorksheet("설명").value(0, 0, "열 설명");
        }
        return bytes.toByteArray();
    }

    private static byte[] emptyWorkbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            workbook.newWorksheet("빈 시트");
        }
        return bytes.toByteArray();
    }

    private static byte[] cut(byte[] xml) {
        String text = new String(xml, StandardCharsets.UTF_8);
        return utf8(text.substring(0, text.indexOf("<row r=\"3\"") + 30));
    }

    private static byte[] entities(byte[] xml) {
        String text = new String(xml, StandardCharsets.UTF_8);
        return utf8(
                text.replaceFirst(
                        "\\?>",
                        "?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>"));
    }

    private static byte[] backwards(byte[] xml) {
        return utf8(new String(xml, StandardCharsets.UTF_8).replace("<row r=\"5\"", "<row r=\"2\""));
    }

    private static void archives(Map<String, byte[]> files) throws IOException {
        byte[] table = utf8(HEADER + ZIP_ROW);
        files.put("zip-good.zip", zip(Map.of("products.csv", table, "images/mug.jpg", PICTURE)));
        files.put("zip-picture-missing.zip", zip(Map.of("products.csv", table, "images/cup.jpg", PICTURE)));
        files.put("zip-no-table.zip", zip(Map.of("mug.jpg", PICTURE)));
        files.put("zip-two-tables.zip", zip(Map.of("a.csv", table, "b.csv", table)));
        files.put("zip-dot-dot.zip", zip(Map.of("products.csv", table, "../../evil.jpg", PICTURE)));
        files.put("zip-absolute.zip", zip(Map.of("products.csv", table, "/etc/evil.jpg", PICTURE)));
        files.put("zip-drive-letter.zip", zip(Map.of("products.csv", table, "C:\\evil.jpg", PICTURE)));
        files.put("zip-same-name.zip", zip(Map.of("products.csv", table, "a/mug.jpg", PICTURE, "b/MUG.jpg", PICTURE)));
        files.put("zip-in-zip.zip", zip(Map.of("products.csv", zip(Map.of("products.csv", table)))));
        files.put("zip-xls.zip", zip(Map.of("products.xls", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0})));
        files.put("zip-empty-table.zip", zip(Map.of("products.csv", new byte[0])));
        files.put("zip-xlsx.zip", zip(Map.of("products.xlsx", workbook())));
        files.put(
                "zip-mac.zip",
                zip(Map.of("products.csv", table, "__MACOSX/._products.csv", PICTURE, "mug.jpg", PICTURE)));
        files.put("zip-bomb.zip", zip(Map.of("products.csv", new byte[60_000_000])));
        byte[] good = files.get("zip-good.zip");
        files.put("zip-truncated.zip", Arrays.copyOf(good, good.length / 2));
        files.put("zip-text.zip", utf8(HEADER + ROW));
        files.put("zip-link.zip", link());
        files.put("zip-cp949-names.zip", koreanNames(table));
        files.put("zip-picture-damaged.zip", damagedPicture(table));
    }

    private static byte[] link() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry entry = new ZipArchiveEntry("products.csv");
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write(utf8("/etc/passwd"));
            zip.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] koreanNames(byte[] table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.setEncoding("MS949");
            zip.setUseLanguageEncodingFlag(false);
            zip.putArchiveEntry(new ZipArchiveEntry("상품목록.csv"));
            zip.write(utf8(new String(table, StandardCharsets.UTF_8).replace("mug.jpg", "머그컵.jpg")));
            zip.closeArchiveEntry();
            zip.putArchiveEntry(new ZipArchiveEntry("머그컵.jpg"));
            zip.write(PICTURE);
            zip.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] damagedPicture(byte[] table) throws IOException {
        byte[] picture = new byte[4000];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (byte) (i * i);
        }
        byte[] zip = zip(new TreeMap<>(Map.of("a-products.csv", table, "mug.jpg", picture)));
        int name = new String(zip, Charset.forName("ISO-8859-1")).indexOf("mug.jpg");
        Arrays.fill(zip, name + 10, name + 60, (byte) 0xFF);
        return zip;
    }

    private static byte[] withPart(byte[] zip, String part, java.util.function.UnaryOperator<byte[]> change)
            throws IOException {
        return withPart(zip, part, change, false);
    }

    private static byte[] withPart(
            byte[] zip, String part, java.util.function.UnaryOperator<byte[]> change, boolean add) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipFile in = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
                parts.put(entry.getName(), in.getInputStream(entry).readAllBytes());
            }
        }
        if (!add && !parts.containsKey(part)) {
            throw new IllegalStateException("no part " + part + " among " + parts.keySet());
        }
        byte[] changed = change.apply(parts.get(part));
        if (changed == null) {
            parts.remove(part);
        } else {
            parts.put(part, changed);
        }
        return zip(parts);
    }

    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                zip.putArchiveEntry(new ZipArchiveEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
