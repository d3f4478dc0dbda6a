package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.EUC_KR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EleventstSandboxTest {

    private static final String OPTIONS = "<optSelectYn>Y</optSelectYn><txtColCnt>1</txtColCnt><colTitle>색상</colTitle>"
            + "<ProductOption><useYn>Y</useYn><colOptPrice>0</colOptPrice><colValue0>빨강</colValue0><colCount>5</colCount></ProductOption>"
            + "<ProductOption><useYn>Y</useYn><colOptPrice>1000</colOptPrice><colValue0>파랑</colValue0><colCount>7</colCount></ProductOption>";

    private final SandboxCaller caller =
            new SandboxCaller(SandboxCaller.unlimited().withDownloadImages(true));

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void aProductIsCreatedAndFoundByItsCode() throws Exception {
        HttpResponse<byte[]> reply = caller.eleventst(
                "POST",
                "/prodservices/product",
                caller.eleventstProduct("E-1").getBytes(EUC_KR),
                caller.seller.apiKey());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("text/xml;charset=EUC-KR");
        String xml = new String(reply.body(), EUC_KR);
        assertThat(xml)
                .contains("<resultCode>200</resultCode>", "완료")
                .startsWith("<?xml version=\"1.0\" encoding=\"EUC-KR\"");
        long number = number(xml);
        assertThat(caller.eleventst("GET", "/prodmarketservice/sellerprodcode/E-1", ""))
                .contains("<prdNo>" + number + "</prdNo>", "스테인리스 텀블러");
        assertThat(caller.eleventst("GET", "/prodmarketservice/sellerprodcode/E-2", ""))
                .doesNotContain("<prdNo>");
        assertThat(caller.eleventst("GET", "/prodmarketservice/prodmarket/1", ""))
                .contains("<resultCode>404</resultCode>");
    }

    @Test
    void theKeyIsChecked() throws Exception {
        HttpResponse<byte[]> none = caller.eleventst("GET", "/areaservice/outboundarea", new byte[0], null);
        HttpResponse<byte[]> unknown =
                caller.eleventst("GET", "/areaservice/outboundarea", new byte[0], "x".repeat(32));
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(new String(none.body(), EUC_KR)).contains("<AuthMessage>", "<resultCode>100<");
        assertThat(new String(unknown.body(), EUC_KR)).contains("<AuthMessage>", "<resultCode>200<");
        HttpResponse<byte[]> categories = caller.eleventst("GET", "/cateservice/category", new byte[0], null);
        assertThat(new String(categories.body(), EUC_KR)).contains("<leafYn>Y</leafYn>", "텀블러");
    }

    static Stream<Arguments> brokenProducts() {
        return Stream.of(
                arguments("원재료 유형 코드 필수", "<rmaterialTypCd>04</rmaterialTypCd>", ""),
                arguments("판매가는 10원 단위로 입력해 주세요.", "<selPrc>12900", "<selPrc>12905"),
                arguments("10억원", "<selPrc>12900", "<selPrc>1000000000"),
                arguments("최하위 카테고리", "<dispCtgrNo>1012334", "<dispCtgrNo>1001301"),
                arguments("100자", "스테인리스 텀블러]]></prdNm>", "가".repeat(101) + "]]></prdNm>"),
                arguments("원산지", "<orgnTypDtlsCd>1009</orgnTypDtlsCd>", ""),
                arguments("부가세", "<suplDtyfrPrdClfCd>01", "<suplDtyfrPrdClfCd>09"),
                arguments("Y 또는 N", "<minorSelCnYn>Y", "<minorSelCnYn>1"),
                arguments("재고수량", "<prdSelQty>10", "<prdSelQty>0"),
                arguments("배송비", "<rtngdDlvCst>3000", "<rtngdDlvCst>3001"),
                arguments("배송비 종류", "<dlvCstInstBasiCd>01", "<dlvCstInstBasiCd>09"),
                arguments("배송비를 입력", "<dlvCstInstBasiCd>01", "<dlvCstInstBasiCd>02"),
                arguments(
                        "묶음배송",
                        "<dlvCstInstBasiCd>01</dlvCstInstBasiCd>",
                        "<dlvCstInstBasiCd>03</dlvCstInstBasiCd><dlvCst1>3000</dlvCst1><PrdFrDlvBasiAmt>30000</PrdFrDlvBasiAmt>"),
                arguments("출고지", "<addrSeqOut>1", "<addrSeqOut>9"),
                arguments("인증정보 그룹", "<crtfGrpTypCd>02", "<crtfGrpTypCd>01"),
                arguments("인증정보 그룹", "<crtfGrpObjClfCd>05", "<crtfGrpObjClfCd>03"),
                arguments("인증정보를 입력", "<crtfGrpObjClfCd>05", "<crtfGrpObjClfCd>04"),
                arguments("유형코드", "<type>891045", "<type>1"),
                arguments("항목코드", "<code>11800", "<code>1"),
                arguments("50자", "<name>상세페이지 참조", "<name>" + "가".repeat(51)),
                arguments("다운로드", "images/cup.jpg", "images/not-an-image.jpg"),
                arguments("optSelectYn", "<selPrc>", OPTIONS.replace("<optSelectYn>Y</optSelectYn>", "") + "<selPrc>"),
                arguments("옵션가가 0원", "<selPrc>", OPTIONS.replace(">0<", ">10<") + "<selPrc>"),
                arguments("-50%", "<selPrc>", OPTIONS.replace(">1000<", ">12910<") + "<selPrc>"),
                arguments("중복", "<selPrc>", OPTIONS.replace("파랑", "빨강") + "<selPrc>"),
                arguments("옵션값", "<selPrc>", OPTIONS.replace("파랑", "파랑#1") + "<selPrc>"),
                arguments("옵션값", "<selPrc>", OPTIONS.replace("파랑", "가".repeat(26)) + "<selPrc>"),
                arguments("옵션명", "<selPrc>", OPTIONS.replace("색상", "가".repeat(26)) + "<selPrc>"),
                arguments("옵션 재고수량", "<selPrc>", OPTIONS.replace("<colCount>7", "<colCount>0") + "<selPrc>"),
                arguments("XML 형식", "</Product>", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenProducts")
    void aBrokenProductIsRefusedWithHttp200(String message, String good, String bad) throws Exception {
        String xml = caller.eleventstProduct("E-1");
        assertThat(xml).contains(good);
        String reply = caller.createEleventst(xml.replace(good, bad));
        assertThat(reply)
                .contains("<resultCode>500</resultCode>", "상품등록실패 : ", message)
                .doesNotContain("productNo");
    }

    @Test
    void utf8IsRefused() throws Exception {
        byte[] undeclared = caller.eleventstProduct("E-1").getBytes(StandardCharsets.UTF_8);
        byte[] declared =
                caller.eleventstProduct("E-1").replace("EUC-KR", "UTF-8").getBytes(StandardCharsets.UTF_8);
        for (byte[] body : new byte[][] {undeclared, declared}) {
            String reply = new String(
                    caller.eleventst("POST", "/prodservices/product", body, caller.seller.apiKey())
                            .body(),
                    EUC_KR);
            assertThat(reply).contains("<resultCode>500</resultCode>", "EUC-KR");
        }
    }

    @Test
    void priceStockOptionsAndDisplayChange() throws Exception {
        long number = number(caller.createEleventst(caller.eleventstProduct("E-1")));
        assertThat(caller.eleventst("GET", "/prodservices/product/price/" + number + "/9900", ""))
                .contains("<preSelPrc>12900</preSelPrc>", "<selPrc>9900</selPrc>");
        assertThat(caller.eleventst("GET", "/prodservices/product/price/" + number + "/9905", ""))
                .contains("10원 단위");
        String declaration = "<?xml version=\"1.0\" encoding=\"EUC-KR\"?>";
        assertThat(caller.eleventst(
                        "POST",
                        "/prodservices/updateProductOption/" + number,
                        declaration + "<Product>" + OPTIONS + "</Product>"))
                .contains("<resultCode>200<");
        String stock = caller.eleventst("GET", "/prodmarketservice/prodmarket/stck/" + number, "");
        assertThat(stock).contains("<stckQty>5</stckQty>", "<stckQty>7</stckQty>");
        Matcher row = Pattern.compile("<prdStckNo>(\\d+)").matcher(stock);
        assertThat(row.find()).isTrue();
        assertThat(caller.eleventst(
                        "PUT",
                        "/prodservices/stockqty/" + row.group(1),
                        declaration + "<ProductStock><stckQty>3</stckQty></ProductStock>"))
                .contains("<resultCode>200<");
        assertThat(caller.eleventst("GET", "/prodmarketservice/prodmarket/stck/" + number, ""))
                .contains("<stckQty>3</stckQty>");
        caller.eleventst("PUT", "/prodstatservice/stat/stopdisplay/" + number, "");
        assertThat(caller.eleventst("GET", "/prodmarketservice/prodmarket/" + number, ""))
                .contains("<selStatCd>105<");
        caller.eleventst("PUT", "/prodstatservice/stat/restartdisplay/" + number, "");
        assertThat(caller.eleventst("GET", "/prodmarketservice/prodmarket/" + number, ""))
                .contains("<selStatCd>103<");
    }

    @Test
    void aReplacementMayNotDoubleThePrice() throws Exception {
        long number = number(caller.createEleventst(caller.eleventstProduct("E-1")));
        String path = "/prodservices/product/" + number;
        assertThat(caller.eleventst("PUT", path, caller.eleventstProduct("E-1").replace("12900", "25800")))
                .contains("50%");
        assertThat(caller.eleventst("PUT", path, caller.eleventstProduct("E-1").replace("12900", "13900")))
                .contains("<resultCode>200<");
    }

    private static long number(String xml) {
        Matcher number = Pattern.compile("<productNo>(\\d+)</productNo>").matcher(xml);
        assertThat(number.find()).as(xml).isTrue();
        return Long.parseLong(number.group(1));
    }
}
