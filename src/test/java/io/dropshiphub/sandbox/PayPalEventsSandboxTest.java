package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.PayPalCaller.AUTHORIZATIONS;
import static io.dropshiphub.sandbox.PayPalCaller.CAPTURES;
import static io.dropshiphub.sandbox.PayPalCaller.ORDERS;
import static io.dropshiphub.sandbox.PayPalCaller.authorization;
import static io.dropshiphub.sandbox.PayPalCaller.capture;
import static io.dropshiphub.sandbox.PayPalCaller.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events of the simulated PayPal: what is told, and who can prove it. */
class PayPalEventsSandboxTest {

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());
    private final WebhookReceiver receiver = new WebhookReceiver();
    private PayPalCaller paypal;

    @BeforeEach
    void listen() throws IOException {
        paypal = new PayPalCaller(caller);
        caller.control("POST", "/payments/webhooks", "{\"target\":\"" + receiver.target() + "\"}");
    }

    @AfterEach
    void stop() {
        receiver.close();
        caller.close();
    }

    private void expect(String... types) {
        Awaitility.await().untilAsserted(() -> assertThat(receiver.events)
                .extracting(event -> event.json().path("event_type").asText())
                .containsExactly(types));
    }

    @Test
    void tells_of_an_approval_and_a_capture_with_the_orders_id() throws IOException {
        String id = paypal.created("k", order("CAPTURE", "USD", "10.99", ""))
                .path("id")
                .asText();
        paypal.happen(id, "approve", "");
        paypal.post(ORDERS + "/" + id + "/capture", "c", "{}");

        expect("CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED");
        assertThat(receiver.events.get(0).path()).isEqualTo("/hooks/paypal");
        assertThat(receiver.events.get(0).json().at("/resource/id").asText()).isEqualTo(id);
        JsonNode capture = receiver.events.get(1).json().path("resource");
        assertThat(capture.at("/supplementary_data/related_ids/order_id").asText())
                .isEqualTo(id);
        assertThat(capture.path("custom_id").asText()).isEqualTo("O-1");
    }

    @Test
    void tells_of_holding_letting_go_and_giving_back() throws IOException {
        String held = authorization(paypal.created("a", order("AUTHORIZE", "any")))
                .path("id")
                .asText();
        paypal.post(AUTHORIZATIONS + held + "/void", "v", "{}");
        String taken =
                capture(paypal.created("c", order("CAPTURE", "any"))).path("id").asText();
        paypal.post(CAPTURES + taken + "/refund", "r", "{}");

        expect(
                "PAYMENT.AUTHORIZATION.CREATED",
                "PAYMENT.AUTHORIZATION.VOIDED",
                "PAYMENT.CAPTURE.COMPLETED",
                "PAYMENT.CAPTURE.REFUNDED");
        assertThat(receiver.events.get(3).json().at("/resource/links").findValuesAsText("href"))
                .anyMatch(link -> link.endsWith(CAPTURES + taken));
    }

    @Test
    void tells_how_pending_captures_end() throws IOException {
        String good = capture(paypal.created("1", order("CAPTURE", "sandbox-pending")))
                .path("id")
                .asText();
        String bad = capture(paypal.created("2", order("CAPTURE", "sandbox-pending")))
                .path("id")
                .asText();
        paypal.happen(good, "settle", "");
        paypal.happen(bad, "fail", "");
        paypal.created("3", order("CAPTURE", "sandbox-declined"));

        expect(
                "PAYMENT.CAPTURE.PENDING",
                "PAYMENT.CAPTURE.PENDING",
                "PAYMENT.CAPTURE.COMPLETED",
                "PAYMENT.CAPTURE.DENIED",
                "PAYMENT.CAPTURE.DECLINED");
    }

    private WebhookReceiver.Event event() throws IOException {
        paypal.created("k", order("CAPTURE", "any"));
        Awaitility.await().until(() -> !receiver.events.isEmpty());
        return receiver.events.get(0);
    }

    private X509Certificate certificate(URI address) throws Exception {
        HttpResponse<byte[]> pem = caller.send(HttpRequest.newBuilder(address));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem.body()));
    }

    @Test
    void an_event_is_signed_by_a_certificate_that_its_authority_vouches_for() throws Exception {
        WebhookReceiver.Event event = event();
        X509Certificate authority = certificate(caller.uri("/sandbox/paypal/authority.pem"));
        X509Certificate signer = certificate(URI.create(event.headers().getFirst("PAYPAL-CERT-URL")));

        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(signer));
        PKIXParameters trusted = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        trusted.setRevocationEnabled(false);
        trusted.setDate(Date.from(Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(CertPathValidator.getInstance("PKIX").validate(path, trusted))
                .isNotNull();

        CRC32 sum = new CRC32();
        sum.update(event.body());
        String signed = event.headers().getFirst("PAYPAL-TRANSMISSION-ID") + "|"
                + event.headers().getFirst("PAYPAL-TRANSMISSION-TIME") + "|WH-SANDBOX-1|" + sum.getValue();
        Signature verifier = Signature.getInstance(event.headers().getFirst("PAYPAL-AUTH-ALGO"));
        verifier.initVerify(signer);
        verifier.update(signed.getBytes(StandardCharsets.UTF_8));
        assertThat(verifier.verify(Base64.getDecoder().decode(event.headers().getFirst("PAYPAL-TRANSMISSION-SIG"))))
                .isTrue();
        assertThat(event.headers().getFirst("PAYPAL-TRANSMISSION-TIME")).isEqualTo("2025-10-01T12:00:00Z");
    }

    @Test
    void paypal_itself_tells_a_genuine_event_from_a_changed_one() throws IOException {
        WebhookReceiver.Event event = event();
        ObjectNode question = SandboxCaller.json("{}")
                .put("auth_algo", event.headers().getFirst("PAYPAL-AUTH-ALGO"))
                .put("cert_url", event.headers().getFirst("PAYPAL-CERT-URL"))
                .put("transmission_id", event.headers().getFirst("PAYPAL-TRANSMISSION-ID"))
                .put("transmission_sig", event.headers().getFirst("PAYPAL-TRANSMISSION-SIG"))
                .put("transmission_time", event.headers().getFirst("PAYPAL-TRANSMISSION-TIME"))
                .put("webhook_id", "WH-SANDBOX-1");
        String body = new String(event.body(), StandardCharsets.UTF_8);

        assertThat(verdict(question, body)).isEqualTo("SUCCESS");
        assertThat(verdict(question, body.replace("10.99", "99.99"))).isEqualTo("FAILURE");
        assertThat(verdict(question.put("webhook_id", "WH-OTHER"), body)).isEqualTo("FAILURE");
    }

    private String verdict(ObjectNode question, String event) throws IOException {
        String json = question.toString();
        HttpResponse<byte[]> answer = paypal.post(
                "/v1/notifications/verify-webhook-signature",
                null,
                json.substring(0, json.length() - 1) + ",\"webhook_event\": " + event + "}");
        return SandboxCaller.tree(answer).path("verification_status").asText();
    }

    @Test
    void another_certificate_is_not_found() throws IOException {
        assertThat(caller.send(HttpRequest.newBuilder(caller.uri("/paypal/v1/notifications/certs/CERT-NO")))
                        .statusCode())
                .isEqualTo(404);
    }
}
