package io.dropshiphub.platforms.coupang;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.accounts.AccountCredentials;
import io.dropshiphub.accounts.CategoryMappings;
import io.dropshiphub.accounts.ListingTemplate;
import io.dropshiphub.accounts.ListingTemplates;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.accounts.PlatformCategory;
import io.dropshiphub.platforms.FillIn;
import io.dropshiphub.platforms.Verdicts;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Product;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes a product as Coupang's {@code seller-products} body. */
@Component
class CoupangBody {

    private static final String PLATFORM = "coupang";
    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

    /** Fields every listing must have and only the seller can know. */
    private static final List<String> TEMPLATE_FIELDS = List.of(
            "deliveryMethod",
            "deliveryCompanyCode",
            "deliveryChargeType",
            "deliveryCharge",
            "freeShipOverAmount",
            "deliveryChargeOnReturn",
            "returnCharge",
            "remoteAreaDeliverable",
            "unionDeliveryType",
            "returnCenterCode",
            "returnChargeName",
            "companyContactNumber",
            "returnZipCode",
            "returnAddress",
            "returnAddressDetail");

    /** Parts of the template that are no fields of Coupang. */
    private static final List<String> OWN_FIELDS = List.of("item", "brandIds");

    private final MarketAccounts accounts;
    private final ListingTemplates templates;
    private final CategoryMappings categories;
    private final Clock clock;

    CoupangBody(MarketAccounts accounts, ListingTemplates templates, CategoryMappings categories, Clock clock) {
        this.accounts = accounts;
        this.templates = templates;
        this.categories = categories;
        this.clock = clock;
    }

    ObjectNode of(ListingJob job) {
        Product product = job.product();
        ListingTemplate template = templates.of(job.accountId());
        AccountCredentials credentials = accounts.credentials(job.accountId());
        PlatformCategory category = categories
                .find(product.categoryId(), PLATFORM)
                .orElseThrow(() -> Verdicts.unmapped(PLATFORM, product.categoryId()));
        CoupangChecks.check(product, CoupangItems.optionNames(product, category.settings()));

        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.setAll(template.settings());
        body.remove(OWN_FIELDS);
        requireFields(template, body, job.accountId());
        body.put("displayCategoryCode", Long.parseLong(category.code()));
        body.put("sellerProductName", product.name());
        body.put("displayProductName", product.name());
        body.put("generalProductName", product.name());
        body.put("vendorId", credentials.get("vendor-id"));
        putVendorUser(body, credentials, job.accountId());
        body.put("saleStartedAt", now());
        putBrand(body, product, template);
        body.put("manufacture", FillIn.in("{manufacturer}", product));
        body.set("items", new CoupangItems(product, category.settings(), template.object("item")).all());
        return body;
    }

    private static void requireFields(ListingTemplate template, ObjectNode body, long accountId) {
        for (String field : TEMPLATE_FIELDS) {
            if (template.text(field) == null) {
                throw Verdicts.templateLacks(PLATFORM, accountId, field);
            }
        }
        // 0 stands in the seed template for "not told yet"
        if (template.settings().path("outboundShippingPlaceCode").asLong() == 0) {
            throw Verdicts.templateLacks(PLATFORM, accountId, "outboundShippingPlaceCode");
        }
        if (!body.has("saleEndedAt")) {
            body.put("saleEndedAt", "2099-01-01T00:00:00");
        }
        if (!body.has("requested")) {
            body.put("requested", true);
        }
    }

    private static void putVendorUser(ObjectNode body, AccountCredentials credentials, long accountId) {
        String user =
                credentials.getOr("vendor-user-id", body.path("vendorUserId").asText());
        if (user.isBlank()) {
            throw Verdicts.templateLacks(PLATFORM, accountId, "vendorUserId");
        }
        body.put("vendorUserId", user);
    }

    private static void putBrand(ObjectNode body, Product product, ListingTemplate template) {
        // a brand is only taken together with its id, which the seller looks up once; without one both stay out
        JsonNode brandId =
                product.brand() == null ? null : template.object("brandIds").get(product.brand());
        if (brandId != null) {
            body.put("brand", product.brand());
            body.set("brandId", brandId);
        }
    }

    private String now() {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.ofInstant(clock.instant(), KOREA).truncatedTo(ChronoUnit.SECONDS));
    }
}
