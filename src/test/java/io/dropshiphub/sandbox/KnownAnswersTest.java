package io.dropshiphub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values computed elsewhere, which the hub's clients are tested with too. */
class KnownAnswersTest {

    private static final String MARKETPLACE = "/v2/providers/seller_api/apis/api/v1/marketplace";

    @ParameterizedTest
    @CsvSource({
        "251001T120000ZPOST" + MARKETPLACE + "/seller-products,"
                + "37b8bdccfd0c9fb45315ffb80f5f51ddabd3223d2a0fb5342113016722934c60",
        "251001T120000ZGET/v2/providers/openapi/apis/api/v4/vendors/A00012345/ordersheets"
                + "createdAtFrom=2025-10-01&createdAtTo=2025-10-01&status=ACCEPT,"
                + "9461746d7aead987232cfd6be47b83ad8361e4d92a8c56a2295aeed400aac8bd"
    })
    void coupangSignature(String message, String signature) {
        assertThat(CoupangSignature.sign(CoupangSignature.key("secret-key-1234"), message))
                .isEqualTo(signature);
    }

    @Test
    void naverSignatureOfTheOfficialExample() {
        assertThat(NaverTokens.sign("$2a$10$abcdefghijklmnopqrstuv", "aaaabbbbcccc_1643961623299"))
                .isEqualTo("JDJhJDEwJGFiY2RlZmdoaWprbG1ub3BxcnN0dXVCVldZSk42T0VPdEx1OFY0cDQxa2IuTnpVaUEzbmsy")
                .hasSize(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"똠", "펲", "–", "—", "😀"})
    void eucKrHasNoSuchCharacter(String character) {
        assertThat(EleventstXml.EUC_KR.newEncoder().canEncode(character)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"†", "·", "①", "…", "™", "한"})
    void eucKrHasThisCharacter(String character) {
        assertThat(EleventstXml.EUC_KR.newEncoder().canEncode(character)).isTrue();
    }

    @Test
    void bytesOutsideEucKrAreRefused() {
        byte[] xml = "<?xml version=\"1.0\" encoding=\"EUC-KR\"?><Product>똠</Product>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EleventstXml.parse(xml, true)).isInstanceOf(EleventstXml.Unreadable.class);
    }

    @Test
    void xmlMayNotNameEntitiesOfItsOwn() {
        byte[] xml =
                ("<?xml version=\"1.0\" encoding=\"EUC-KR\"?><!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                                + "<Product><prdNm>&x;</prdNm></Product>")
                        .getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> EleventstXml.parse(xml, false)).isInstanceOf(EleventstXml.Unreadable.class);
    }
}
