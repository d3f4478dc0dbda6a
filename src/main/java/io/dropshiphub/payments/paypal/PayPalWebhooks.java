package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.GatewayWebhooks;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.zip.CRC32;
import org.springframework.stereotype.Component;

/** PayPal's webhooks: signed with RSA by a certificate that the delivery names (PayPal's page about webhooks). */
@Component
class PayPalWebhooks implements GatewayWebhooks {

    private static final String ALGORITHM = "SHA256withRSA";

    private final PayPalProperties.Webhook settings;
    private final PayPalCertificates certificates;
    private final PayPalEvents events;

    PayPalWebhooks(PayPalProperties properties, PayPalCertificates certificates, ObjectMapper json) {
        this.settings = properties.webhook();
        this.certificates = certificates;
        this.events = new PayPalEvents(json);
    }

    @Override
    public String gateway() {
        return PayPalGateway.NAME;
    }

    @Override
    public boolean enabled() {
        return !settings.id().isBlank();
    }

    @Override
    public Notice read(Delivery delivery) {
        String sent = header(delivery, "paypal-transmission-time");
        String signed = signed(header(delivery, "paypal-transmission-id"), sent, settings.id(), delivery.body());
        // what costs nothing to check comes first: a certificate may have to be fetched
        if (!ALGORITHM.equalsIgnoreCase(header(delivery, "paypal-auth-algo"))) {
            throw new Forged("the signature is not by " + ALGORITHM);
        }
        inTime(sent, delivery.receivedAt());
        byte[] signature = base64(header(delivery, "paypal-transmission-sig"));
        PublicKey key = certificates.key(header(delivery, "paypal-cert-url"), delivery.receivedAt());
        if (!verifies(key, signed, signature)) {
            throw new Forged("the signature does not fit");
        }
        return events.read(delivery.body());
    }

    /** What PayPal signs. */
    static String signed(String id, String time, String webhook, byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(body);
        return id + "|" + time + "|" + webhook + "|" + sum.getValue();
    }

    private static String header(Delivery delivery, String name) {
        String value = delivery.header(name);
        if (value == null || value.isBlank()) {
            throw new Forged("there is no " + name);
        }
        return value;
    }

    private void inTime(String sent, Instant now) {
        Instant time;
        try {
            time = OffsetDateTime.parse(sent).toInstant();
        } catch (DateTimeException unreadable) {
            throw new Forged("its time cannot be read");
        }
        if (time.isBefore(now.minus(settings.oldest())) || time.isAfter(now.plus(settings.ahead()))) {
            throw new Forged("its time is not now");
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException unreadable) {
            throw new Forged("the signature cannot be read");
        }
    }

    private static boolean verifies(PublicKey key, String signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }
}
