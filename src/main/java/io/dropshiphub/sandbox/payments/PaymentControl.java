package io.dropshiphub.sandbox.payments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The part of the control interface that is about payments: the books, the events, and what the world outside does. */
final class PaymentControl {

    private static final int SHOWN = 20;

    private final List<PaymentService> services;
    private final List<PaymentBook> books;
    private final WebhookSender webhooks;

    PaymentControl(List<PaymentService> services, List<PaymentBook> books, WebhookSender webhooks) {
        this.services = services;
        this.books = books;
        this.webhooks = webhooks;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/payments", "payments", this::rows)
                .on("GET", "/payments/summary", "payment-summary", call -> summary())
                .on("GET", "/payments/webhooks", "webhooks", call -> Json.reply(200, webhooks.describe()))
                .on("POST", "/payments/webhooks", "change-webhooks", this::changeWebhooks)
                .on("POST", "/payments/{}/{}/{}", "happen", this::happen);
    }

    /** One row a payment, filtered by {@code service} and {@code order_id}. */
    private WireReply rows(Routes.Call call) {
        String service = call.request().parameter("service");
        String order = call.request().parameter("order_id");
        ArrayNode rows = Json.array();
        for (PaymentBook book : books) {
            if (service == null || service.equals(book.service())) {
                book.payments().stream()
                        .filter(payment -> order == null || order.equals(payment.orderId()))
                        .forEach(payment -> rows.add(payment.row(book.service())));
            }
        }
        return Json.reply(200, rows);
    }

    private static final class Total {
        long payments;
        long charged;
        long refunds;
        BigDecimal captured = BigDecimal.ZERO;
        BigDecimal refunded = BigDecimal.ZERO;

        void add(BookedPayment payment) {
            payments++;
            charged += payment.isCharged() ? 1 : 0;
            refunds += payment.refunded().signum();
            captured = captured.add(payment.captured());
            refunded = refunded.add(payment.refunded());
        }
    }

    /** Totals per service and currency; an order charged at two services counts as charged twice, too. */
    private WireReply summary() {
        Map<String, Integer> charges = new TreeMap<>();
        ObjectNode reply = Json.object();
        ArrayNode rows = reply.putArray("totals");
        for (PaymentBook book : books) {
            Map<String, Total> totals = new TreeMap<>();
            for (BookedPayment payment : book.payments()) {
                totals.computeIfAbsent(payment.currency(), currency -> new Total())
                        .add(payment);
                String order = payment.orderId() == null ? payment.paymentId() : payment.orderId();
                if (order != null && payment.isCharged()) {
                    charges.merge(order, 1, Integer::sum);
                }
            }
            totals.forEach((currency, total) -> rows.addObject()
                    .put("service", book.service())
                    .put("currency", currency)
                    .put("payments", total.payments)
                    .put("charged", total.charged)
                    .put("captured", total.captured.toPlainString())
                    .put("with_refunds", total.refunds)
                    .put("refunded", total.refunded.toPlainString()));
        }
        List<String> twice = charges.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        reply.put("double_charges", twice.size());
        ArrayNode shown = reply.putArray("double_charged_orders");
        twice.stream().limit(SHOWN).forEach(shown::add);
        return Json.reply(200, reply);
    }

    private WireReply changeWebhooks(Routes.Call call) throws IOException {
        ObjectNode wanted = Json.object(call.request().body());
        String problem = wanted == null ? "the wishes are told by a JSON object" : webhooks.change(wanted);
        return problem == null ? Json.reply(200, webhooks.describe()) : problem(400, problem);
    }

    private WireReply happen(Routes.Call call) throws IOException {
        String name = call.variable(0);
        PaymentService service = services.stream()
                .filter(one -> one.service().equals(name))
                .findFirst()
                .orElse(null);
        byte[] body = call.request().body();
        ObjectNode details = body.length == 0 ? Json.object() : Json.object(body);
        if (service == null || details == null) {
            return problem(400, "no payment service is called " + name + ", or the details are no JSON object");
        }
        String problem = service.happen(call.variable(1), call.variable(2), details);
        return problem == null ? WireReply.json(200, "{}") : problem(409, problem);
    }

    private static WireReply problem(int status, String message) {
        return Json.reply(status, Json.object().put("error", message));
    }
}
