package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Calls a running sandbox over HTTP as an honest client would. */
final class SandboxCaller implements AutoCloseable {

    static final Charset EUC_KR = Charset.forName("EUC-KR");
    static final String PRODUCTS = "/v2/providers/seller_api/apis/api/v1/marketplace/seller-products";
    static final String ITEMS = "/v2/providers/seller_api/apis/api/v1/marketplace/vendor-items/";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter SIGNED_DATE =
            DateTimeFormatter.ofPattern("yyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0};

    final TestClock clock;
    final Sandbox sandbox;
    SandboxAccounts.Coupang vendor = SandboxAccounts.demo().coupang().get(0);
    final SandboxAccounts.Naver application = SandboxAccounts.demo().naver().get(0);
    final SandboxAccounts.Eleventst seller = SandboxAccounts.demo().eleventst().get(0);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    SandboxCaller(SandboxSettings settings) {
        this(settings, new TestClock());
    }

    SandboxCaller(SandboxSettings settings, TestClock clock) {
        this.clock = clock;
        this.sandbox = Sandbox.start(settings.onPort(0), clock);
    }

    static SandboxSettings unlimited() {
        return SandboxSettings.defaults().withoutQuota().withDownloadImages(false);
    }

    static ObjectNode json(String text) throws IOException {
        return (ObjectNode) MAPPER.readTree(text);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + sandbox.port() + path);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static JsonNode tree(HttpResponse<byte[]> response) throws IOException {
        return MAPPER.readTree(response.body());
    }

    HttpResponse<byte[]> control(String method, String path, String body) throws IOException {
        return send(HttpRequest.newBuilder(uri("/sandbox" + path)).method(method, BodyPublishers.ofString(body)));
    }

    void fault(String json) throws IOException {
        if (control("POST", "/faults", json).statusCode() != 201) {
            throw new IllegalArgumentException(json);
        }
    }

    JsonNode summary(String service, String account) throws IOException {
        for (JsonNode row : tree(control("GET", "/ledger/summary", ""))) {
            if (row.path("service").asText().equals(service)
                    && row.path("account").asText().equals(account)) {
                return row;
            }
        }
        return MAPPER.createObjectNode();
    }

    // Coupang

    ObjectNode coupangProduct(String sku) throws IOException {
        return json(SampleProducts.coupang(vendor, sku));
    }

    String signature(String method, String path, String query, String date) {
        String message = date + method + path + query;
        return "CEA algorithm=HmacSHA256, access-key=" + vendor.accessKey() + ", signed-date=" + date + ", signature="
                + CoupangSignature.sign(CoupangSignature.key(vendor.secretKey()), message);
    }

    HttpResponse<byte[]> coupang(String method, String path, String query, String body) throws IOException {
        String authorization = signature(method, path, query, SIGNED_DATE.format(clock.instant()));
        return coupang(method, path, query, body, authorization);
    }

    HttpResponse<byte[]> coupang(String method, String path, String query, String body, String authorization)
            throws IOException {
        return send(HttpRequest.newBuilder(uri("/coupang" + path + (query.isEmpty() ? "" : "?" + query)))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json;charset=UTF-8")
                .method(method, BodyPublishers.ofString(body)));
    }

    long createCoupang(String sku) throws IOException {
        JsonNode reply = tree(coupang("POST", PRODUCTS, "", coupangProduct(sku).toString()));
        if (!reply.path("data").isIntegralNumber()) {
            throw new IllegalStateException(reply.toString());
        }
        return reply.path("data").asLong();
    }

    // Naver

    HttpResponse<byte[]> naverToken(String form) throws IOException {
        return send(HttpRequest.newBuilder(uri("/naver/external/v1/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    String tokenForm() {
        return tokenForm(clock.millis());
    }

    String tokenForm(long timestamp) {
        return "client_id=" + application.clientId() + "&timestamp=" + timestamp + "&client_secret_sign="
                + NaverTokens.sign(application.clientSecret(), application.clientId() + "_" + timestamp)
                + "&grant_type=client_credentials&type=SELF";
    }

    String token() throws IOException {
        return tree(naverToken(tokenForm())).path("access_token").asText();
    }

    HttpResponse<byte[]> naver(String token, String method, String path, String body) throws IOException {
        return send(HttpRequest.newBuilder(uri("/naver/external" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<byte[]> upload(String token, String part, String contentType, byte[] content) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--xyz\r\nContent-Disposition: form-data; name=\"" + part
                        + "\"; filename=\"a.png\"\r\nContent-Type: " + contentType + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(uri("/naver/external/v1/product-images/upload"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    String uploaded(String token) throws IOException {
        return tree(upload(token, "imageFiles", "image/png", PNG))
                .path("images")
                .path(0)
                .path("url")
                .asText();
    }

    ObjectNode naverProduct(String sku, String imageUrl) throws IOException {
        return json("""
                {"originProduct":{"statusType":"SALE","leafCategoryId":"50002322","name":"스테인리스 텀블러",
                "detailContent":"<p>텀블러</p>","images":{"representativeImage":{"url":"%s"},"optionalImages":[]},
                "salePrice":12900,"stockQuantity":10,
                "deliveryInfo":{"deliveryType":"DELIVERY","deliveryAttributeType":"NORMAL","deliveryCompany":"CJGLS",
                "deliveryFee":{"deliveryFeeType":"FREE"},
                "claimDeliveryInfo":{"returnDeliveryFee":3000,"exchangeDeliveryFee":6000,"shippingAddressId":100001,"returnAddressId":100002}},
                "detailAttribute":{"afterServiceInfo":{"afterServiceTelephoneNumber":"02-1234-5678","afterServiceGuideContent":"문의"},
                "originAreaInfo":{"originAreaCode":"00"},"minorPurchasable":true,
                "sellerCodeInfo":{"sellerManagementCode":"%s"},
                "productInfoProvidedNotice":{"productInfoProvidedNoticeType":"ETC","etc":{"itemName":"텀블러","modelName":"T1",
                "manufacturer":"샘플","customerServicePhoneNumber":"02-1234-5678"}}}},
                "smartstoreChannelProduct":{"naverShoppingRegistration":true,"channelProductDisplayStatusType":"ON"}}
                """.formatted(imageUrl, sku));
    }

    // 11st

    String eleventstProduct(String sku) {
        StringBuilder groups = new StringBuilder();
        for (String group : new String[] {"01", "02", "03", "04"}) {
            groups.append("<ProductCertGroup><crtfGrpTypCd>")
                    .append(group)
                    .append("</crtfGrpTypCd><crtfGrpObjClfCd>")
                    .append(group.equals("04") ? "05" : "03")
                    .append("</crtfGrpObjClfCd></ProductCertGroup>");
        }
        StringBuilder items = new StringBuilder();
        for (String code : new String[] {"11800", "11905", "23760413", "23759100", "23756033"}) {
            items.append("<item><code>").append(code).append("</code><name>상세페이지 참조</name></item>");
        }
        return "<?xml version=\"1.0\" encoding=\"EUC-KR\"?><Product><selMthdCd>01</selMthdCd><dispCtgrNo>1012334</dispCtgrNo>"
                + "<prdTypCd>01</prdTypCd><prdNm><![CDATA[스테인리스 텀블러]]></prdNm><brand>알수없음</brand>"
                + "<rmaterialTypCd>04</rmaterialTypCd><orgnTypCd>01</orgnTypCd><orgnTypDtlsCd>1009</orgnTypDtlsCd>"
                + "<sellerPrdCd>" + sku
                + "</sellerPrdCd><suplDtyfrPrdClfCd>01</suplDtyfrPrdClfCd><prdStatCd>01</prdStatCd>"
                + "<minorSelCnYn>Y</minorSelCnYn><prdImage01>http://127.0.0.1:" + sandbox.port()
                + "/sandbox/images/cup.jpg</prdImage01><htmlDetail><![CDATA[<p>텀블러</p>]]></htmlDetail>" + groups
                + "<selPrc>12900</selPrc><prdSelQty>10</prdSelQty><dlvCnAreaCd>01</dlvCnAreaCd><dlvWyCd>01</dlvWyCd>"
                + "<dlvCstInstBasiCd>01</dlvCstInstBasiCd><bndlDlvCnYn>Y</bndlDlvCnYn><dlvCstPayTypCd>03</dlvCstPayTypCd>"
                + "<rtngdDlvCst>3000</rtngdDlvCst><exchDlvCst>6000</exchDlvCst><addrSeqOut>1</addrSeqOut><addrSeqIn>2</addrSeqIn>"
                + "<asDetail>문의</asDetail><rtngExchDetail>문의</rtngExchDetail><dlvClf>02</dlvClf>"
                + "<ProductNotification><type>891045</type>" + items + "</ProductNotification></Product>";
    }

    HttpResponse<byte[]> eleventst(String method, String path, byte[] body, String key) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/11st/rest" + path))
                .header("Content-Type", "text/xml;charset=EUC-KR")
                .method(method, BodyPublishers.ofByteArray(body));
        return send(key == null ? request : request.header("openapikey", key));
    }

    String eleventst(String method, String path, String xml) throws IOException {
        return new String(
                eleventst(method, path, xml.getBytes(EUC_KR), seller.apiKey()).body(), EUC_KR);
    }

    String createEleventst(String xml) throws IOException {
        return eleventst("POST", "/prodservices/product", xml);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
