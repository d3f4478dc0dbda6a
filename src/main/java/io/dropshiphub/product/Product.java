package io.dropshiphub.product;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A product as the seller described it, checked against the rules that hold for every marketplace, before it is mapped
 * to any of them.
 *
 * @param sku the seller's code
 * @param name the selling name, 1 to 100 characters
 * @param categoryId the hub category, resolved per marketplace by the category mapping
 * @param price the selling price in won: positive, in steps of 10
 * @param listPrice the crossed-out price in won, at least {@code price}; null when there is none
 * @param stock pieces in stock over all variants
 * @param description detail text, HTML allowed; never null, may be empty
 * @param images at least one, the first is the representative one
 * @param optionNames option axes, 0 to 3; empty means no options
 * @param variants one per sellable combination; empty exactly when {@code optionNames} is
 * @param brand null when unbranded
 * @param manufacturer null when not told
 * @param modelName null when not told
 * @param origin where it was made, as the seller wrote it (국산, 중국 …); null when not told
 * @param taxFree whether it is exempt from VAT
 * @param adultOnly whether minors may not buy it
 * @param searchTags search words, never null
 * @param attributes further facts by name (material, weight …) that fill attributes and notices, never null
 */
public record Product(
        SellerSku sku,
        String name,
        String categoryId,
        long price,
        Long listPrice,
        int stock,
        String description,
        List<ImageRef> images,
        List<String> optionNames,
        List<Variant> variants,
        String brand,
        String manufacturer,
        String modelName,
        String origin,
        boolean taxFree,
        boolean adultOnly,
        List<String> searchTags,
        Map<String, String> attributes) {

    public Product {
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(categoryId, "categoryId");
        description = description == null ? "" : description;
        images = images == null ? List.of() : List.copyOf(images);
        optionNames = optionNames == null ? List.of() : List.copyOf(optionNames);
        variants = variants == null ? List.of() : List.copyOf(variants);
        searchTags = searchTags == null ? List.of() : List.copyOf(searchTags);
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }

    /** The same product with other pictures: what the image step hands on once they are fitted and hosted. */
    public Product withImages(List<ImageRef> hosted) {
        return new Product(
                sku,
                name,
                categoryId,
                price,
                listPrice,
                stock,
                description,
                hosted,
                optionNames,
                variants,
                brand,
                manufacturer,
                modelName,
                origin,
                taxFree,
                adultOnly,
                searchTags,
                attributes);
    }

    /** The same product with another detail text: after the pictures inside it were hosted. */
    public Product withDescription(String changed) {
        return new Product(
                sku,
                name,
                categoryId,
                price,
                listPrice,
                stock,
                changed,
                images,
                optionNames,
                variants,
                brand,
                manufacturer,
                modelName,
                origin,
                taxFree,
                adultOnly,
                searchTags,
                attributes);
    }
}
