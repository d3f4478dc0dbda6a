package io.dropshiphub.platforms.naver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.accounts.CategoryMappings;
import io.dropshiphub.accounts.ListingTemplate;
import io.dropshiphub.accounts.ListingTemplates;
import io.dropshiphub.accounts.PlatformCategory;
import io.dropshiphub.platforms.FillIn;
import io.dropshiphub.platforms.Verdicts;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.Variant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes a product as the body of Naver's {@code /v2/products}. */
@Component
class NaverBody {

    private static final String PLATFORM = "naver";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_IMAGES = 10;
    private static final int MAX_NOTICE_NAME = 50;
    private static final int MAX_NOTICE_MANUFACTURER = 200;
    /** Not in the API reference; further tags are not sent. */
    private static final int MAX_TAGS = 10;

    private final ListingTemplates templates;
    private final CategoryMappings categories;

    NaverBody(ListingTemplates templates, CategoryMappings categories) {
        this.templates = templates;
        this.categories = categories;
    }

    /** Whatever of this job's product Naver is known to refuse, before its pictures are uploaded. */
    void check(ListingJob job) {
        category(job.product());
        NaverChecks.check(job.product());
    }

    ObjectNode of(ListingJob job) {
        Product product = job.product();
        ListingTemplate template = templates.of(job.accountId());
        PlatformCategory category = category(product);
        ObjectNode body = NODES.objectNode();
        body.set("originProduct", originProduct(product, template.object("originProduct"), category, job.accountId()));
        ObjectNode channel = NODES.objectNode();
        channel.put("naverShoppingRegistration", false);
        channel.put("channelProductDisplayStatusType", "ON");
        channel.setAll(template.object("smartstoreChannelProduct"));
        body.set("smartstoreChannelProduct", channel);
        return body;
    }

    private PlatformCategory category(Product product) {
        return categories
                .find(product.categoryId(), PLATFORM)
                .orElseThrow(() -> Verdicts.unmapped(PLATFORM, product.categoryId()));
    }

    private static ObjectNode originProduct(
            Product product, ObjectNode template, PlatformCategory category, long accountId) {
        if (!template.path("deliveryInfo").isObject()) {
            throw Verdicts.templateLacks(PLATFORM, accountId, "originProduct.deliveryInfo");
        }
        ObjectNode origin = NODES.objectNode();
        origin.setAll(template);
        // any other status is refused or stored as SALE on creation
        origin.put("statusType", "SALE");
        origin.put("leafCategoryId", category.code());
        origin.put("name", product.name());
        origin.put("detailContent", detail(product));
        origin.set("images", images(product));
        origin.put("salePrice", product.price());
        origin.put("stockQuantity", product.stock());
        origin.set("detailAttribute", detailAttribute(product, template, category, accountId));
        return origin;
    }

    private static ObjectNode detailAttribute(
            Product product, ObjectNode template, PlatformCategory category, long accountId) {
        ObjectNode detail = NODES.objectNode();
        if (template.get("detailAttribute") instanceof ObjectNode standard) {
            detail.setAll(standard);
        }
        if (category.settings().get("detailAttribute") instanceof ObjectNode demanded) {
            detail.setAll((ObjectNode) FillIn.in(demanded, product));
        }
        if (!detail.path("afterServiceInfo").isObject()) {
            throw Verdicts.templateLacks(PLATFORM, accountId, "originProduct.detailAttribute.afterServiceInfo");
        }
        detail.putObject("sellerCodeInfo")
                .put("sellerManagementCode", product.sku().value());
        detail.put("minorPurchasable", !product.adultOnly());
        detail.put("taxType", product.taxFree() ? "DUTYFREE" : "TAX");
        putOrigin(detail, product.origin());
        if (!detail.has("productInfoProvidedNotice")) {
            detail.set("productInfoProvidedNotice", otherGoods(product, detail));
        }
        if (!product.variants().isEmpty()) {
            detail.set("optionInfo", options(product));
        }
        if (!product.searchTags().isEmpty()) {
            ArrayNode tags = detail.putObject("seoInfo").putArray("sellerTags");
            product.searchTags().stream().limit(MAX_TAGS).forEach(tag -> tags.addObject()
                    .put("text", tag));
        }
        return detail;
    }

    private static void putOrigin(ObjectNode detail, String origin) {
        if (origin == null || origin.isBlank()) {
            if (!detail.has("originAreaInfo")) {
                // 03: told on the detail page
                detail.putObject("originAreaInfo").put("originAreaCode", "03");
            }
        } else if (List.of("국산", "한국", "대한민국", "국내산").contains(origin.strip())) {
            detail.putObject("originAreaInfo").put("originAreaCode", "00");
        } else {
            // 04: in the seller's own words
            detail.putObject("originAreaInfo").put("originAreaCode", "04").put("content", origin.strip());
        }
    }

    private static ObjectNode otherGoods(Product product, ObjectNode detail) {
        ObjectNode notice = NODES.objectNode().put("productInfoProvidedNoticeType", "ETC");
        notice.putObject("etc")
                .put("itemName", cut(product.name(), MAX_NOTICE_NAME))
                .put("modelName", cut(FillIn.in("{modelName}", product), MAX_NOTICE_NAME))
                .put("manufacturer", cut(FillIn.in("{manufacturer}", product), MAX_NOTICE_MANUFACTURER))
                .put(
                        "customerServicePhoneNumber",
                        detail.path("afterServiceInfo")
                                .path("afterServiceTelephoneNumber")
                                .asText());
        return notice;
    }

    private static ObjectNode options(Product product) {
        ObjectNode info = NODES.objectNode();
        ObjectNode names = info.putObject("optionCombinationGroupNames");
        for (int i = 0; i < product.optionNames().size(); i++) {
            names.put("optionGroupName" + (i + 1), product.optionNames().get(i));
        }
        ArrayNode combinations = info.putArray("optionCombinations");
        for (Variant variant : product.variants()) {
            ObjectNode row = combinations.addObject();
            for (int i = 0; i < variant.optionValues().size(); i++) {
                row.put("optionName" + (i + 1), variant.optionValues().get(i));
            }
            row.put("stockQuantity", variant.stock());
            row.put("price", variant.extraPrice());
            row.put("usable", true);
            if (variant.sku() != null) {
                row.put("sellerManagerCode", variant.sku());
            }
        }
        // without it every option's stock becomes 9,999
        info.put("useStockManagement", true);
        return info;
    }

    private static ObjectNode images(Product product) {
        List<ImageRef> pictures = product.images();
        ObjectNode images = NODES.objectNode();
        images.putObject("representativeImage").put("url", pictures.get(0).url());
        ArrayNode optional = images.putArray("optionalImages");
        pictures.stream().skip(1).limit(MAX_IMAGES - 1L).forEach(picture -> optional.addObject()
                .put("url", picture.url()));
        return images;
    }

    private static String detail(Product product) {
        if (!product.description().isBlank()) {
            return product.description();
        }
        // a detail page is mandatory: without a text the pictures are the page
        StringBuilder page = new StringBuilder();
        product.images()
                .forEach(picture ->
                        page.append("<p><img src=\"").append(picture.url()).append("\"></p>"));
        return page.toString();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
