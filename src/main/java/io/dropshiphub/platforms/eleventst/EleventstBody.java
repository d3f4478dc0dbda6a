package io.dropshiphub.platforms.eleventst;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.accounts.CategoryMappings;
import io.dropshiphub.accounts.ListingTemplate;
import io.dropshiphub.accounts.ListingTemplates;
import io.dropshiphub.accounts.PlatformCategory;
import io.dropshiphub.platforms.FillIn;
import io.dropshiphub.platforms.Verdicts;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.Variant;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes a product as 11st's {@code <Product>} document, elements in the order of a registration that succeeded. */
@Component
class EleventstBody {

    private static final String PLATFORM = "11st";
    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");
    private static final int MAX_IMAGES = 4;
    private static final int MAX_NOTICE = 50;

    /** Elements every listing must have and only the seller can know. */
    private static final List<String> TEMPLATE_FIELDS = List.of(
            "dlvCstInstBasiCd", "rtngdDlvCst", "exchDlvCst", "addrSeqOut", "addrSeqIn", "asDetail", "rtngExchDetail");

    /** Elements between stock and notification, sent when the template has them. */
    private static final List<String> DELIVERY_FIELDS = List.of(
            "dlvCnAreaCd",
            "dlvWyCd",
            "dlvSendCloseTmpltNo",
            "dlvCstInstBasiCd",
            "dlvCst1",
            "PrdFrDlvBasiAmt",
            "bndlDlvCnYn",
            "dlvCstPayTypCd",
            "jejuDlvCst",
            "islandDlvCst",
            "rtngdDlvCst",
            "exchDlvCst",
            "addrSeqOut",
            "addrSeqIn");

    /** The notification for goods that have none of their own (기타 재화), with its items. */
    private static final String OTHER_GOODS = "891045";

    private static final Map<String, String> OTHER_GOODS_ITEMS = Map.of(
            "11800", "{name}",
            "11905", "{manufacturer}",
            "23760413", FillIn.SEE_DETAIL_PAGE,
            "23759100", "{origin}",
            "23756033", FillIn.SEE_DETAIL_PAGE);

    private final ListingTemplates templates;
    private final CategoryMappings categories;
    private final EleventstSettings settings;
    private final Clock clock;

    EleventstBody(ListingTemplates templates, CategoryMappings categories, EleventstSettings settings, Clock clock) {
        this.templates = templates;
        this.categories = categories;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param keepsDiscount whether an update must say that the discount stays
     */
    byte[] of(ListingJob job, boolean keepsDiscount) {
        Product product = job.product();
        ListingTemplate template = templates.of(job.accountId());
        PlatformCategory category = categories
                .find(product.categoryId(), PLATFORM)
                .orElseThrow(() -> Verdicts.unmapped(PLATFORM, product.categoryId()));
        EleventstChecks.check(product);
        for (String field : TEMPLATE_FIELDS) {
            if (template.text(field) == null || template.text(field).equals("0") && field.startsWith("addrSeq")) {
                throw Verdicts.templateLacks(PLATFORM, job.accountId(), field);
            }
        }
        EleventstXml xml = new EleventstXml(settings.charset()).open("Product");
        putIdentity(xml, product, template, category);
        putImagesAndText(xml, product);
        putCertificates(xml, category.settings());
        putSale(xml, product, template);
        putIfSet(xml, template, DELIVERY_FIELDS);
        xml.cdata("asDetail", template.text("asDetail"), "template asDetail");
        xml.cdata("rtngExchDetail", template.text("rtngExchDetail"), "template rtngExchDetail");
        xml.put("dlvClf", or(template.text("dlvClf"), "02"));
        if (keepsDiscount) {
            xml.put("cuponcheck", "S");
        }
        putNotification(xml, product, category.settings());
        return xml.close("Product").bytes();
    }

    private static void putIdentity(
            EleventstXml xml, Product product, ListingTemplate template, PlatformCategory category) {
        xml.put("selMthdCd", or(template.text("selMthdCd"), "01"));
        xml.put("dispCtgrNo", category.code());
        xml.put("prdTypCd", or(template.text("prdTypCd"), "01"));
        xml.cdata("prdNm", product.name(), "name");
        xml.cdata("brand", or(product.brand(), "알수없음"), "brand");
        xml.put("rmaterialTypCd", category.settings().path("rmaterialTypCd").asText("04"));
        putOrigin(xml, product.origin(), template.object("origins"));
        xml.put("sellerPrdCd", product.sku().value(), "sku");
        xml.put("suplDtyfrPrdClfCd", product.taxFree() ? "02" : "01");
        xml.put("prdStatCd", or(template.text("prdStatCd"), "01"));
        xml.put("minorSelCnYn", product.adultOnly() ? "N" : "Y");
    }

    private static void putOrigin(EleventstXml xml, String origin, JsonNode known) {
        JsonNode codes = origin == null ? null : known.get(origin.strip());
        if (codes != null) {
            xml.put("orgnTypCd", codes.path("orgnTypCd").asText());
            xml.put("orgnTypDtlsCd", codes.path("orgnTypDtlsCd").asText());
        } else {
            // 03: in the seller's own words
            xml.put("orgnTypCd", "03");
            xml.put("orgnNmVal", or(origin, FillIn.SEE_DETAIL_PAGE), "origin");
        }
    }

    private static void putImagesAndText(EleventstXml xml, Product product) {
        int images = Math.min(MAX_IMAGES, product.images().size());
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < images; i++) {
            String url = product.images().get(i).url();
            xml.put("prdImage0" + (i + 1), url, "images");
            page.append("<p><img src=\"").append(url).append("\"></p>");
        }
        // a detail page is mandatory: without a text the pictures are the page
        String description = product.description();
        xml.cdata("htmlDetail", description.isBlank() ? page.toString() : description, "description");
    }

    private static void putCertificates(EleventstXml xml, JsonNode category) {
        for (int group = 1; group <= 4; group++) {
            String key = "0" + group;
            JsonNode set = category.path("certificateGroups").path(key);
            xml.open("ProductCertGroup");
            xml.put("crtfGrpTypCd", key);
            // "not concerned" has a code of its own in the group of household chemicals
            xml.put("crtfGrpObjClfCd", set.path("crtfGrpObjClfCd").asText(group == 4 ? "05" : "03"));
            if (set.has("crtfGrpExptTypCd")) {
                xml.put("crtfGrpExptTypCd", set.path("crtfGrpExptTypCd").asText());
            }
            xml.close("ProductCertGroup");
        }
        for (JsonNode certificate : category.path("certificates")) {
            xml.open("ProductCert");
            xml.put("certTypeCd", certificate.path("certTypeCd").asText());
            xml.put("certKey", certificate.path("certKey").asText());
            xml.close("ProductCert");
        }
    }

    private void putSale(EleventstXml xml, Product product, ListingTemplate template) {
        // the value of a working registration is not known; this one is from third-party code
        xml.put("selPrdClfCd", or(template.text("selPrdClfCd"), "0:100"));
        xml.put("aplBgnDy", DAY.format(LocalDate.ofInstant(clock.instant(), KOREA)));
        // this date means "as long as allowed", three years
        xml.put("aplEndDy", or(template.text("aplEndDy"), "2999/12/31"));
        xml.put("selPrc", product.price());
        if (product.variants().isEmpty()) {
            xml.put("prdSelQty", product.stock());
            return;
        }
        xml.put("optSelectYn", "Y");
        xml.put("txtColCnt", 1);
        xml.put("colTitle", EleventstChecks.joined(product.optionNames()), "options");
        for (Variant variant : product.variants()) {
            xml.open("ProductOption");
            // a stock of 0 is only taken together with "not in use"
            xml.put("useYn", variant.stock() > 0 ? "Y" : "N");
            xml.put("colOptPrice", variant.extraPrice());
            xml.put("colValue0", EleventstChecks.joined(variant.optionValues()), "options");
            xml.put("colCount", variant.stock());
            if (variant.sku() != null) {
                xml.put("colSellerStockCd", variant.sku(), "options");
            }
            xml.close("ProductOption");
        }
        xml.put(
                "prdSelQty",
                product.variants().stream().mapToInt(Variant::stock).sum());
    }

    private static void putNotification(EleventstXml xml, Product product, JsonNode category) {
        JsonNode own = category.path("notification");
        xml.open("ProductNotification");
        xml.put("type", own.path("type").asText(OTHER_GOODS));
        if (own.has("items")) {
            own.path("items")
                    .fields()
                    .forEachRemaining(item -> putNotice(
                            xml, item.getKey(), FillIn.in(item.getValue().asText(), product)));
        } else {
            OTHER_GOODS_ITEMS.forEach((code, text) -> {
                String filled = FillIn.in(text, product);
                // the hub's own choice of facts must not refuse a product: what is too long stands on the page
                putNotice(xml, code, filled.length() > MAX_NOTICE ? FillIn.SEE_DETAIL_PAGE : filled);
            });
        }
        xml.close("ProductNotification");
    }

    private static void putNotice(EleventstXml xml, String code, String text) {
        if (text.length() > MAX_NOTICE) {
            throw Verdicts.refused(
                    "HUB-11ST-012",
                    "The notification item " + code + " would say '" + text + "', which is longer than 11st's "
                            + MAX_NOTICE + " characters. Shorten the attribute it is filled from.",
                    "attributes");
        }
        xml.open("item").put("code", code).put("name", text, "attributes").close("item");
    }

    private static void putIfSet(EleventstXml xml, ListingTemplate template, List<String> elements) {
        for (String element : elements) {
            String value = template.text(element);
            if (value != null) {
                xml.put(element, value, "template " + element);
            }
        }
    }

    private static String or(String value, String fallback) {
        return value == null || value.isBlank() ? fallback : value;
    }
}
