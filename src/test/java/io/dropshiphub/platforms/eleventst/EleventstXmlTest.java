package io.dropshiphub.platforms.eleventst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EleventstXmlTest {

    private static final Charset EUC_KR = Charset.forName("EUC-KR");

    @ParameterizedTest
    @ValueSource(strings = {"똠", "펲", "–", "—", "😀"})
    void a_character_that_the_charset_lacks_is_named_with_place_and_field(String character) {
        EleventstXml xml = new EleventstXml(EUC_KR)
                .open("Product")
                .cdata("prdNm", "가나" + character, "name")
                .close("Product");

        Outcome outcome = catchThrowableOfType(CallFailed.class, xml::bytes).outcome();

        assertThat(outcome.code()).isEqualTo("HUB-11ST-001");
        assertThat(outcome.field()).isEqualTo("name");
        assertThat(outcome.message()).contains("Character 3", "'" + character + "'", "EUC-KR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"†", "·", "①", "…", "™", "한글", "漢字"})
    void a_character_that_the_charset_has_is_sent_as_it_is(String text) {
        byte[] bytes = new EleventstXml(EUC_KR).put("a", text, "name").bytes();

        assertThat(new String(bytes, EUC_KR)).contains("encoding=\"EUC-KR\"").contains("<a>" + text + "</a>");
    }

    @Test
    void another_charset_can_be_chosen() {
        byte[] bytes = new EleventstXml(StandardCharsets.UTF_8)
                .put("a", "똠–😀", "name")
                .bytes();

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .contains("encoding=\"UTF-8\"")
                .contains("똠–😀");
    }

    @Test
    void markup_in_the_sellers_words_stays_text() {
        byte[] bytes = new EleventstXml(EUC_KR)
                .put("a", "<b> & c", "name")
                .cdata("d", "x ]]> y", "description")
                .bytes();

        assertThat(new String(bytes, EUC_KR))
                .contains("<a>&lt;b&gt; &amp; c</a>")
                .contains("<d><![CDATA[x ]]]]><![CDATA[> y]]></d>");
    }

    @Test
    void a_control_character_is_refused() {
        EleventstXml xml = new EleventstXml(EUC_KR);

        Outcome outcome = catchThrowableOfType(CallFailed.class, () -> xml.cdata("d", "x\u0001", "description"))
                .outcome();

        assertThat(outcome.code()).isEqualTo("HUB-11ST-002");
        assertThat(outcome.field()).isEqualTo("description");
    }
}
