package io.dropshiphub.platforms;

import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.SellerSku;
import io.dropshiphub.product.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Products for tests, one fact of which can be changed at a time. */
public final class TestProducts {

    private String sku = "SKU-1";
    private String name = "순면 반팔 티셔츠";
    private long price = 19_900;
    private Long listPrice;
    private int stock = 10;
    private String description = "<p>부드러운 순면</p>";
    private List<ImageRef> images = List.of(new ImageRef("https://img.example/1.jpg"));
    private List<String> optionNames = List.of();
    private final List<Variant> variants = new ArrayList<>();
    private String brand;
    private List<String> tags = List.of();

    public static TestProducts product() {
        return new TestProducts();
    }

    public TestProducts sku(String changed) {
        sku = changed;
        return this;
    }

    public TestProducts name(String changed) {
        name = changed;
        return this;
    }

    public TestProducts price(long changed) {
        price = changed;
        return this;
    }

    public TestProducts listPrice(long changed) {
        listPrice = changed;
        return this;
    }

    public TestProducts stock(int changed) {
        stock = changed;
        return this;
    }

    public TestProducts description(String changed) {
        description = changed;
        return this;
    }

    public TestProducts images(String... urls) {
        images = List.of(urls).stream().map(ImageRef::new).toList();
        return this;
    }

    public TestProducts brand(String changed) {
        brand = changed;
        return this;
    }

    public TestProducts tags(String... changed) {
        tags = List.of(changed);
        return this;
    }

    public TestProducts options(String... names) {
        optionNames = List.of(names);
        return this;
    }

    public TestProducts variant(long extraPrice, int pieces, String... values) {
        variants.add(new Variant(List.of(values), extraPrice, pieces, "V" + variants.size()));
        return this;
    }

    public Product build() {
        return new Product(
                new SellerSku(sku),
                name,
                "패션의류/티셔츠",
                price,
                listPrice,
                stock,
                description,
                images,
                optionNames,
                variants,
                brand,
                "대한섬유",
                "TS-1",
                "베트남",
                false,
                false,
                tags,
                Map.of("소재", "면 100%"));
    }

    /** A job for this product on account 1. */
    public ListingJob job(JobKind kind, String platform, String listingId) {
        return new ListingJob(
                5, 7, Instant.EPOCH, 9, new UUID(0, 1), kind, platform, 1, 1, 0, 0, listingId, List.of(), build());
    }
}
