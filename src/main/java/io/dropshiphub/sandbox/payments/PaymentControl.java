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
                .on("POST", "/payments/{}", "begin", this::begin)
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
        ObjectNode counters = reply.putObject("counters");
        services.forEach(service -> service.count(counters));
        return Json.reply(200, reply);
    }

    private WireReply changeWebhooks(Routes.Call call) throws IOException {
        ObjectNode wanted = Json.object(call.request().body());
        String problem = wanted == null ? "the wishes are told by a JSON object" : webhooks.change(wanted);
        return problem == null ? Json.reply(200, webhooks.describe()) : problem(400, problem);
    }

    private WireReply begin(Routes.Call call) throws IOException {
        PaymentService service = service(call);
        ObjectNode details = details(call);
        if (service == null || details == null) {
            return nobody(call);
        }
        ObjectNode begun = service.begin(details);
        return Json.reply(begun.has("error") ? 400 : 201, begun);
    }

    private WireReply happen(Routes.Call call) throws IOException {
        PaymentService service = service(call);
        ObjectNode details = details(call);
        if (service == null || details == null) {
            return nobody(call);
        }
        String problem = service.happen(call.variable(1), call.variable(2), details);
        return problem == null ? WireReply.json(200, "{}") : problem(409, problem);
    }

    private PaymentService service(Routes.Call call) {
        return services.stream()
                .filter(one -> one.service().equals(call.variable(0)))
                .findFirst()
                .orElse(null);
    }

    private static ObjectNode details(Routes.Call call) throws IOException {
        byte[] body = call.request().body();
        return body.length == 0 ? Json.object() : Json.object(body);
    }

    private static WireReply nobody(Routes.Call call) {
        return problem(400, "no payment service is called " + call.variable(0) + ", or the details are no JSON object");
    }

    private static WireReply problem(int status, String message) {
        return Json.reply(status, Json.object().put("error", message));
    }
}
