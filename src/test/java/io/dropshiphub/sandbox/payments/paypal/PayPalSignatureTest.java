package io.dropshiphub.sandbox.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What PayPal signs, by a computed example. */
class PayPalSignatureTest {

    @Test
    void the_signed_text_ends_with_the_bodys_checksum_as_a_decimal_number() {
        String signed = PayPalEvents.signed(
                "69cd13f0-d67a-11e5-baa3-778b53f4ae55",
                "2016-02-18T20:01:35Z",
                "1JE4291016473214C",
                "{\"id\":\"WH-1\",\"event_type\":\"PAYMENT.CAPTURE.COMPLETED\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(signed)
                .isEqualTo("69cd13f0-d67a-11e5-baa3-778b53f4ae55|2016-02-18T20:01:35Z|1JE4291016473214C|2325436976");
    }

    @Test
    void a_signature_fits_its_text_only() {
        String signature = PayPalCertificates.sign("a|b|c|1");

        assertThat(PayPalCertificates.verify("a|b|c|1", signature)).isTrue();
        assertThat(PayPalCertificates.verify("a|b|c|2", signature)).isFalse();
        assertThat(PayPalCertificates.verify("a|b|c|1", "no base64!")).isFalse();
    }
}
