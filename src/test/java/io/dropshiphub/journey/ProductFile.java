package io.dropshiphub.journey;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** A CSV of simple products whose codes are known beforehand: the first of the three counts. */
record ProductFile(String name, Set<String> skus, byte[] content) {

    /** {@code rows} products that share one picture of the sandbox. */
    static ProductFile of(String name, String prefix, int rows, SandboxProcess sandbox) {
        return of(name, prefix, rows, 100, sandbox);
    }

    /** The same, with {@code stock} pieces of each. */
    static ProductFile of(String name, String prefix, int rows, int stock, SandboxProcess sandbox) {
        StringBuilder csv = new StringBuilder("sku,name,category_id,price,stock,main_image_url,description,origin\r\n");
        Set<String> skus = new LinkedHashSet<>();
        for (int n = 1; n <= rows; n++) {
            String sku = prefix + "-" + String.format("%05d", n);
            skus.add(sku);
            csv.append(sku)
                    .append(",여행용 파우치 ")
                    .append(n)
                    .append("호,생활용품/수납,")
                    .append(5000 + n % 100 * 10)
                    .append(',')
                    .append(stock)
                    .append(",http://127.0.0.1:")
                    .append(sandbox.port())
                    .append("/sandbox/images/pouch.jpg,<p>가벼운 파우치</p>,국산\r\n");
        }
        return new ProductFile(name, skus, csv.toString().getBytes(StandardCharsets.UTF_8));
    }
}
