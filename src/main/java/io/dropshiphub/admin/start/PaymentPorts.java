package io.dropshiphub.admin.start;

import io.dropshiphub.payments.WebhookAlarm;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whom payments tell of what they must not know. */
@Configuration(proxyBeanMethods = false)
class PaymentPorts {

    @Bean
    WebhookAlarm webhookAlarm(SecurityEvents events) {
        return (gateway, address, why) -> events.report(new SecurityEvent(
                SecurityEvent.Kind.WEBHOOK_FORGED, null, address, Map.of("gateway", gateway, "why", why)));
    }
}
