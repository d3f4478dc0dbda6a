package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.EleventstXml.Element;
import io.dropshiphub.sandbox.wire.Numbers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What 11st demands of a product (11st Seller API guide as quoted by clients that registered with it). */
final class EleventstRules {

    private static final int MAX_NAME = 100;
    private static final long MAX_PRICE = 1_000_000_000;
    private static final int MAX_NOTICE_VALUE = 50;
    private static final int MAX_CERT_KEY = 50;
    private static final Pattern DATE = Pattern.compile("[0-9]{4}/[0-9]{2}/[0-9]{2}");
    private static final Pattern YES_OR_NO = Pattern.compile("[YN]");

    /** Elements with the text the seller reads when they are missing. */
    private static final List<Map.Entry<String, String>> REQUIRED = List.of(
            Map.entry("selMthdCd", "판매방식"),
            Map.entry("dispCtgrNo", "카테고리번호"),
            Map.entry("prdTypCd", "서비스 상품 유형"),
            Map.entry("prdNm", "상품명"),
            Map.entry("rmaterialTypCd", "원재료 유형 코드"),
            Map.entry("orgnTypCd", "원산지 유형"),
            Map.entry("suplDtyfrPrdClfCd", "부가세/면세상품코드"),
            Map.entry("prdStatCd", "상품상태"),
            Map.entry("minorSelCnYn", "미성년자 구매가능"),
            Map.entry("prdImage01", "대표 이미지 URL"),
            Map.entry("htmlDetail", "상세설명"),
            Map.entry("selPrc", "판매가"),
            Map.entry("dlvCnAreaCd", "배송가능지역 코드"),
            Map.entry("dlvWyCd", "배송방법"),
            Map.entry("dlvCstInstBasiCd", "배송비 종류"),
            Map.entry("bndlDlvCnYn", "묶음배송 여부"),
            Map.entry("rtngdDlvCst", "반품 배송비"),
            Map.entry("exchDlvCst", "교환 배송비"),
            Map.entry("asDetail", "A/S 안내"),
            Map.entry("rtngExchDetail", "반품/교환 안내"),
            Map.entry("dlvClf", "배송 주체"));

    private static final List<String> STEPPED_AMOUNTS =
            List.of("dlvCst1", "PrdFrDlvBasiAmt", "jejuDlvCst", "islandDlvCst", "rtngdDlvCst", "exchDlvCst");

    /** Which answers each certification group allows. */
    private static final Map<String, Set<String>> CERTIFICATION_GROUPS = Map.of(
            "01",
            Set.of("01", "02", "03"),
            "02",
            Set.of("01", "03"),
            "03",
            Set.of("01", "03"),
            "04",
            Set.of("04", "05"));

    /** The notice "other goods" with all its items. The items of the other types are not checked one by one. */
    private static final String OTHER_GOODS = "891045";

    private static final Set<String> OTHER_GOODS_ITEMS = Set.of("11800", "11905", "23760413", "23759100", "23756033");
    private static final Set<String> NOTICE_TYPES =
            Set.of(OTHER_GOODS, "891011", "891012", "891013", "891014", "891027", "891033", "891035", "1149547");

    private final Map<String, SandboxAccounts.Eleventst> sellers;
    private final ImageFetcher images;

    /** @param images null when pictures are not downloaded */
    EleventstRules(Map<String, SandboxAccounts.Eleventst> sellers, ImageFetcher images) {
        this.sellers = sellers;
        this.images = images;
    }

    /** The first problem, as 11st tells only one at a time; null when there is none. */
    String problem(Element product, String seller) {
        if (!product.name.equals("Product")) {
            return "Product 요소가 없습니다.";
        }
        Map<String, String> fields = new HashMap<>();
        for (Element child : product.children) {
            if (child.children.isEmpty() && !child.text.isBlank()) {
                fields.putIfAbsent(child.name, child.text.strip());
            }
        }
        for (Map.Entry<String, String> required : REQUIRED) {
            if (!fields.containsKey(required.getKey())) {
                return required.getValue() + " 필수";
            }
        }
        String problem = basics(fields);
        problem = problem != null ? problem : amounts(fields, product);
        problem = problem != null ? problem : delivery(fields, sellers.get(seller));
        problem = problem != null ? problem : certifications(product);
        problem = problem != null ? problem : notice(product);
        problem =
                problem != null ? problem : EleventstOptionRules.problem(product, Numbers.parse(fields.get("selPrc")));
        return problem != null ? problem : picture(fields.get("prdImage01"));
    }

    private static String basics(Map<String, String> fields) {
        if (fields.get("prdNm").length() > MAX_NAME) {
            return "상품명은 " + MAX_NAME + "자 이내로 입력해 주세요.";
        }
        long category = Numbers.parse(fields.get("dispCtgrNo"));
        if (!EleventstCatalog.isLeaf(category)) {
            return "카테고리는 최하위 카테고리만 선택 가능합니다.";
        }
        if (!YES_OR_NO.matcher(fields.get("minorSelCnYn")).matches()
                || !YES_OR_NO.matcher(fields.get("bndlDlvCnYn")).matches()) {
            return "Y 또는 N 으로 입력해 주세요.";
        }
        String origin = fields.get("orgnTypCd");
        boolean known = Set.of("01", "02", "03").contains(origin);
        String detail = origin.equals("03") ? "orgnNmVal" : "orgnTypDtlsCd";
        if (!known || !fields.containsKey(detail)) {
            return "원산지 정보를 확인해 주세요. (" + detail + ")";
        }
        if (!Set.of("01", "02").contains(fields.get("suplDtyfrPrdClfCd"))) {
            return "부가세/면세상품코드를 확인해 주세요.";
        }
        for (String date : List.of("aplBgnDy", "aplEndDy")) {
            if (fields.containsKey(date) && !DATE.matcher(fields.get(date)).matches()) {
                return "판매기간은 yyyy/MM/dd 형식으로 입력해 주세요.";
            }
        }
        return null;
    }

    private static String amounts(Map<String, String> fields, Element product) {
        long price = Numbers.parse(fields.get("selPrc"));
        if (price <= 0 || price >= MAX_PRICE) {
            return "판매가는 0원 초과 10억원 미만으로 입력해 주세요.";
        }
        if (price % 10 != 0) {
            return "판매가는 10원 단위로 입력해 주세요.";
        }
        for (String amount : STEPPED_AMOUNTS) {
            if (fields.containsKey(amount)) {
                long value = Numbers.parse(fields.get(amount));
                if (value < 0 || value % 10 != 0) {
                    return "배송비는 10원 단위로 입력해 주세요. (" + amount + ")";
                }
            }
        }
        boolean options = "Y".equals(product.child("optSelectYn"));
        return options || Numbers.parse(fields.get("prdSelQty")) >= 1 ? null : "재고수량은 1개 이상 입력해 주세요.";
    }

    private static String delivery(Map<String, String> fields, SandboxAccounts.Eleventst seller) {
        String charge = fields.get("dlvCstInstBasiCd");
        if (!Set.of("01", "02", "03").contains(charge)) {
            return "배송비 종류를 확인해 주세요.";
        }
        if (!charge.equals("01") && !fields.containsKey("dlvCst1")) {
            return "배송비를 입력해 주세요.";
        }
        if (charge.equals("03") && !fields.containsKey("PrdFrDlvBasiAmt")) {
            return "조건부 무료 기준금액을 입력해 주세요.";
        }
        if (charge.equals("03") && !fields.get("bndlDlvCnYn").equals("N")) {
            return "조건부 무료배송은 묶음배송을 할 수 없습니다.";
        }
        if (fields.containsKey("addrSeqOut") && Numbers.parse(fields.get("addrSeqOut")) != seller.outAddress()) {
            return "출고지 주소를 확인해 주세요.";
        }
        if (fields.containsKey("addrSeqIn") && Numbers.parse(fields.get("addrSeqIn")) != seller.inAddress()) {
            return "반품/교환지 주소를 확인해 주세요.";
        }
        return null;
    }

    /**
     * All four groups are demanded in categories that need certificates. Which ones these are is told by no source, so
     * the sandbox demands them everywhere.
     */
    private static String certifications(Element product) {
        Set<String> told = new HashSet<>();
        boolean certified = false;
        for (Element group : product.all("ProductCertGroup")) {
            String type = group.child("crtfGrpTypCd");
            String answer = group.child("crtfGrpObjClfCd");
            Set<String> allowed = type == null ? null : CERTIFICATION_GROUPS.get(type);
            if (allowed == null || answer == null || !allowed.contains(answer)) {
                return "인증정보 그룹 값을 확인해 주세요. (" + type + ")";
            }
            if (answer.equals("02") && group.child("crtfGrpExptTypCd") == null) {
                return "인증 면제유형을 입력해 주세요.";
            }
            certified |= answer.equals("01") || answer.equals("04");
            told.add(type);
        }
        if (!told.containsAll(CERTIFICATION_GROUPS.keySet())) {
            return "인증정보 그룹(01~04)을 모두 입력해 주세요.";
        }
        List<Element> certificates = product.all("ProductCert");
        for (Element certificate : certificates) {
            String key = certificate.child("certKey");
            if (certificate.child("certTypeCd") == null || key == null || key.length() > MAX_CERT_KEY) {
                return "인증번호를 확인해 주세요.";
            }
        }
        return certified && certificates.isEmpty() ? "인증대상 상품은 인증정보를 입력해 주세요." : null;
    }

    private static String notice(Element product) {
        List<Element> notices = product.all("ProductNotification");
        if (notices.size() != 1) {
            return "상품정보제공고시를 입력해 주세요.";
        }
        String type = notices.get(0).child("type");
        if (type == null || !NOTICE_TYPES.contains(type)) {
            return "상품정보제공고시 유형코드를 확인해 주세요.";
        }
        Set<String> codes = new HashSet<>();
        for (Element item : notices.get(0).all("item")) {
            String value = item.child("name");
            if (item.child("code") == null || value == null) {
                return "상품정보제공고시 항목을 확인해 주세요.";
            }
            if (value.length() > MAX_NOTICE_VALUE) {
                return "상품정보제공고시 항목값은 " + MAX_NOTICE_VALUE + "자 이내로 입력해 주세요.";
            }
            codes.add(item.child("code"));
        }
        boolean complete = type.equals(OTHER_GOODS) ? codes.equals(OTHER_GOODS_ITEMS) : !codes.isEmpty();
        return complete ? null : "상품정보제공고시 항목코드를 확인해 주세요.";
    }

    private String picture(String url) {
        if (images == null) {
            return null;
        }
        ImageFetcher.Found found = images.fetch(url);
        boolean fine = found.problem() == null
                && (found.format() == ImageFormat.JPEG
                        || found.format() == ImageFormat.PNG
                        || found.format() == ImageFormat.WEBP);
        return fine ? null : "대표 이미지를 다운로드할 수 없습니다. (" + found.problem() + ")";
    }
}
