package io.dropshiphub.platforms.coupang;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.platforms.FillIn;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.Variant;
import java.util.List;
import java.util.Map;

/** The {@code items} of a Coupang listing: one per option combination, or a single one. */
final class CoupangItems {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_STOCK = 99_999;
    private static final int MAX_IMAGES = 10;

    /** The notice category for goods that have none of their own, with the details Coupang demands of it. */
    private static final Map<String, String> OTHER_GOODS = Map.of(
            "품명 및 모델명", "{name}",
            "인증/허가 사항", FillIn.SEE_DETAIL_PAGE,
            "제조국(원산지)", "{origin}",
            "제조자(수입자)", "{manufacturer}",
            "소비자상담 관련 전화번호", FillIn.SEE_DETAIL_PAGE);

    private final Product product;
    private final JsonNode category;
    private final ObjectNode defaults;
    // the same for every item, so built once
    private final ArrayNode images;
    private final ArrayNode notices;
    private final ArrayNode contents;
    private final ArrayNode tags;

    /**
     * @param category settings of the mapped category: {@code options}, {@code attributes}, {@code notice},
     *     {@code certifications}
     * @param defaults the template's item fields
     */
    CoupangItems(Product product, JsonNode category, ObjectNode defaults) {
        this.product = product;
        this.category = category;
        this.defaults = defaults;
        this.images = images();
        this.notices = notices();
        this.contents = contents();
        this.tags = NODES.arrayNode();
        product.searchTags().forEach(tags::add);
    }

    ArrayNode all() {
        ArrayNode items = NODES.arrayNode();
        if (product.variants().isEmpty()) {
            items.add(item(product.name(), 0, product.stock(), product.sku().value(), List.of()));
        }
        for (Variant variant : product.variants()) {
            items.add(item(
                    itemName(variant), variant.extraPrice(), variant.stock(), sku(variant), variant.optionValues()));
        }
        return items;
    }

    static String itemName(Variant variant) {
        return String.join(" ", variant.optionValues());
    }

    /** The code by which the listing of this product is found again: that of its first item. */
    static String lookUpSku(Product product) {
        Variant first = product.variants().isEmpty() ? null : product.variants().get(0);
        return first == null || blank(first.sku()) ? product.sku().value() : first.sku();
    }

    /** What Coupang calls the product's option axes in this category. */
    static List<String> optionNames(Product product, JsonNode category) {
        return product.optionNames().stream()
                .map(name -> category.path("options").path(name).asText(name))
                .toList();
    }

    private String sku(Variant variant) {
        return blank(variant.sku()) ? product.sku().value() : variant.sku();
    }

    private ObjectNode item(String name, long extraPrice, int stock, String sku, List<String> optionValues) {
        ObjectNode item = NODES.objectNode();
        item.setAll(defaults);
        long price = product.price() + extraPrice;
        item.put("itemName", name);
        item.put("originalPrice", product.listPrice() == null ? price : product.listPrice() + extraPrice);
        item.put("salePrice", price);
        item.put("maximumBuyCount", Math.min(stock, MAX_STOCK));
        item.put("taxType", product.taxFree() ? "FREE" : "TAX");
        item.put("adultOnly", product.adultOnly() ? "ADULT_ONLY" : "EVERYONE");
        item.put("externalVendorSku", sku);
        if (!blank(product.modelName())) {
            item.put("modelNo", product.modelName());
        }
        item.set("searchTags", tags);
        item.set("images", images);
        item.set("notices", notices);
        item.set("attributes", attributes(optionValues));
        item.set("contents", contents);
        item.set("certifications", certifications());
        return item;
    }

    private ArrayNode attributes(List<String> optionValues) {
        ArrayNode attributes = NODES.arrayNode();
        List<String> names = optionNames(product, category);
        for (int i = 0; i < optionValues.size(); i++) {
            attributes.add(attribute(names.get(i), optionValues.get(i), "EXPOSED"));
        }
        for (JsonNode fixed : category.path("attributes")) {
            attributes.add(FillIn.in(fixed, product));
        }
        if (attributes.isEmpty()) {
            // Coupang demands at least one; a product without options is sold by the piece
            attributes.add(attribute("수량", "1개", "EXPOSED"));
        }
        return attributes;
    }

    private static ObjectNode attribute(String name, String value, String exposed) {
        return NODES.objectNode()
                .put("attributeTypeName", name)
                .put("attributeValueName", value)
                .put("exposed", exposed);
    }

    private ArrayNode images() {
        ArrayNode list = NODES.arrayNode();
        for (ImageRef image : product.images()
                .subList(0, Math.min(MAX_IMAGES, product.images().size()))) {
            list.addObject()
                    .put("imageOrder", list.size() - 1)
                    .put("imageType", list.size() == 1 ? "REPRESENTATION" : "DETAIL")
                    .put("vendorPath", image.url());
        }
        return list;
    }

    private ArrayNode notices() {
        ArrayNode list = NODES.arrayNode();
        JsonNode notice = category.path("notice");
        if (notice.path("category").asText().isBlank()) {
            OTHER_GOODS.forEach((detail, content) -> list.add(notice("기타 재화", detail, content)));
        } else {
            notice.path("details")
                    .fields()
                    .forEachRemaining(detail -> list.add(notice(
                            notice.path("category").asText(),
                            detail.getKey(),
                            detail.getValue().asText())));
        }
        return list;
    }

    private ObjectNode notice(String noticeCategory, String detail, String content) {
        return NODES.objectNode()
                .put("noticeCategoryName", noticeCategory)
                .put("noticeCategoryDetailName", detail)
                .put("content", FillIn.in(content, product));
    }

    private ArrayNode contents() {
        ArrayNode list = NODES.arrayNode();
        if (product.description().isBlank()) {
            // contents are mandatory: without a text the pictures are the detail page
            product.images().forEach(image -> list.add(content("IMAGE_NO_SPACE", image.url(), "IMAGE")));
        } else {
            list.add(content("TEXT", product.description(), "TEXT"));
        }
        return list;
    }

    private static ObjectNode content(String type, String content, String detailType) {
        ObjectNode node = NODES.objectNode().put("contentsType", type);
        node.putArray("contentDetails").addObject().put("content", content).put("detailType", detailType);
        return node;
    }

    private JsonNode certifications() {
        if (category.path("certifications").isArray()) {
            return category.get("certifications");
        }
        ArrayNode none = NODES.arrayNode();
        none.addObject().put("certificationType", "NOT_REQUIRED").put("certificationCode", "");
        return none;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
