package io.dropshiphub.payments.webhooks;

import io.dropshiphub.payments.GatewayWebhooks;
import io.dropshiphub.payments.GatewayWebhooks.Delivery;
import io.dropshiphub.payments.GatewayWebhooks.Forged;
import io.dropshiphub.payments.GatewayWebhooks.Notice;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.ToldBytes;
import io.dropshiphub.payments.WebhookAlarm;
import io.dropshiphub.product.Caller;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes what a gateway tells: checks who tells it, keeps it, and answers. What follows from it is done afterwards. */
@Component
public class WebhookReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    /** What a gateway is answered; it looks at the status only. */
    private static final Map<String, Boolean> TAKEN = Map.of("received", true);

    private final Map<String, GatewayWebhooks> readers = new HashMap<>();
    private final Gateways gateways;
    private final StoredEvents events;
    private final WebhookAlarm alarm;
    private final Clock clock;

    WebhookReceiver(
            List<GatewayWebhooks> readers, Gateways gateways, StoredEvents events, WebhookAlarm alarm, Clock clock) {
        readers.forEach(reader -> this.readers.put(reader.gateway(), reader));
        this.gateways = gateways;
        this.events = events;
        this.alarm = alarm;
        this.clock = clock;
    }

    /**
     * Keeps what was told, once.
     *
     * @param body as it came
     * @param address where they came from
     * @throws PaymentProblem 404 when the gateway is unknown or has no credentials, 400 when it is not proven that it told this;
     *     5xx when that cannot be found out just now
     */
    public Map<String, Boolean> take(
            @Header("gateway") String gateway,
            @Headers Map<String, Object> headers,
            @Body ToldBytes body,
            @Variable(Caller.ADDRESS_VARIABLE) String address) {
        GatewayWebhooks reader = readers.get(gateway);
        if (reader == null || !reader.enabled() || !gateways.get(gateway).enabled()) {
            throw new PaymentProblem(
                    "HUB-PAY-201",
                    404,
                    "No gateway of that name is set up to tell the hub something; nothing was kept. Compare the address"
                            + " with the gateway's settings.");
        }
        byte[] bytes = body.bytes();
        Instant now = clock.instant();
        try {
            Notice notice = reader.read(new Delivery(bytes, texts(headers), now));
            events.keep(gateway, notice, bytes, now);
        } catch (Forged forged) {
            alarm.forged(gateway, address, forged.getMessage());
            // what is wrong with it would help only who tries to forge one
            throw new PaymentProblem("HUB-PAY-202", 400, "The delivery was not taken.");
        } catch (PaymentProblem unreadable) {
            if (unreadable.status() >= 500) {
                throw unreadable;
            }
            keepUnreadable(gateway, bytes, unreadable, now);
        }
        return TAKEN;
    }

    /** It is genuine: told again it would be no clearer, so it is taken, and a person is told. */
    private void keepUnreadable(String gateway, byte[] body, PaymentProblem unreadable, Instant now) {
        String why = "HUB-PAY-203 " + unreadable.detail();
        events.keepUnreadable(gateway, sha256(body), body, why, now);
        LOG.error(
                "HUB-PAY-203 {} has told something that the hub does not understand: {} It is kept, see GET"
                        + " /api/v1/webhooks/events?state=unreadable; the payment it is about is still looked after",
                gateway,
                unreadable.detail());
    }

    private static Map<String, String> texts(Map<String, Object> headers) {
        Map<String, String> texts = new HashMap<>();
        headers.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name.toLowerCase(Locale.ROOT), text);
            }
        });
        return texts;
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
