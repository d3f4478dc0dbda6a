package io.dropshiphub.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes product files of any length: one product a row, Korean texts, about 500 bytes. */
final class ProductFile {

    static final String CATEGORY = "생활용품/수납";
    static final String DESCRIPTION = "<p>조립이 필요 없는 접이식 수납함입니다. 뚜껑이 있어 먼지가 쌓이지 않고, 옆면의 손잡이로 쉽게 옮길 수 있습니다.</p>"
            + "<p>크기: 40 x 30 x 25 cm. 두꺼운 옥스퍼드 원단, 물걸레로 닦을 수 있습니다. 색상은 화면과 조금 다를 수 있습니다.</p>";

    private ProductFile() {}

    /**
     * Writes rows with the SKUs {@code prefix-0}, {@code prefix-1} …
     *
     * @param picture address of every product's picture
     */
    static void write(Path file, String prefix, int rows, String picture) throws IOException {
        try (BufferedWriter text = Files.newBufferedWriter(file)) {
            text.write(
                    "sku,name,category_id,price,list_price,stock,main_image_url,description,manufacturer,origin,search_tags\n");
            for (int i = 0; i < rows; i++) {
                text.write(prefix + "-" + i + "," + name(prefix + "-" + i) + "," + CATEGORY + "," + price(i) + ",39000,"
                        + (1 + i % 500) + "," + picture + ",\"" + DESCRIPTION + "\",온그릇,국산,\"수납함,정리함,접이식\"\n");
            }
        }
    }

    static String name(String sku) {
        return "접이식 수납함 " + sku;
    }

    private static int price(int i) {
        return 9000 + i % 1000 * 10;
    }
}
