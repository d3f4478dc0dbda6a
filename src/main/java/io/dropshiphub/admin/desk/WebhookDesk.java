package io.dropshiphub.admin.desk;

import io.dropshiphub.payments.WebhookEvents;
import java.util.List;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** What payment gateways told by themselves. */
@Component
public class WebhookDesk {

    /** A page; {@code nextBeforeId} is the {@code before_id} of the next one, null on the last. */
    public record Page(List<WebhookEvents.Line> events, Long nextBeforeId) {}

    private final WebhookEvents events;

    WebhookDesk(WebhookEvents events) {
        this.events = events;
    }

    /** The newest events first. */
    public Page list(
            @Header("gateway") String gateway,
            @Header("state") String state,
            @Header("payment_id") String payment,
            @Header("before_id") String before,
            @Header("limit") String limit) {
        int most = (int) BadRequest.number("limit", limit, 100, 1, 1000);
        List<WebhookEvents.Line> found = events.browse(new WebhookEvents.Filter(
                gateway,
                BadRequest.oneOf("state", state, WebhookEvents.STATES),
                payment == null ? null : BadRequest.paymentId(payment),
                before == null ? null : BadRequest.id("before_id", before),
                most));
        return new Page(
                found, found.size() < most ? null : found.get(found.size() - 1).id());
    }
}
