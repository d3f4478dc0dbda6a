package io.dropshiphub.orders;

import io.dropshiphub.product.CodedProblem;
import java.util.UUID;

/** An order that is not taken, or a wish about one that cannot be granted. */
final class OrderProblem extends CodedProblem {

    private OrderProblem(String code, int status, String detail) {
        super(code, status, detail);
    }

    /** @param why which field is wrong, and how to mend it; a sentence without its end */
    static OrderProblem request(String why) {
        return new OrderProblem(
                "HUB-ORDERS-001", 400, "The order was not taken: " + why + ". Mend it and send it again.");
    }

    static OrderProblem otherContent(UUID order) {
        return new OrderProblem(
                "HUB-ORDERS-002",
                409,
                "This Idempotency-Key was used for order " + order
                        + " with other content; nothing was taken. Send another key for" + " another order.");
    }

    static OrderProblem numberTaken(String number) {
        return new OrderProblem(
                "HUB-ORDERS-003",
                409,
                "There is an order " + shortened(number) + " already; nothing was taken. Look at"
                        + " GET /api/v1/orders?order_number=…, or choose another order_number.");
    }

    static OrderProblem unknown(UUID order) {
        return new OrderProblem(
                "HUB-ORDERS-004", 404, "There is no order " + order + ". GET /api/v1/orders lists them.");
    }

    static OrderProblem notFlagged(UUID order, OrderState state) {
        return new OrderProblem(
                "HUB-ORDERS-013",
                409,
                "Nobody has to look at order " + order + " (it is " + state
                        + "); nothing was changed. GET /api/v1/orders?review=true lists those that wait for a person.");
    }

    static OrderProblem worked(UUID order) {
        return new OrderProblem(
                "HUB-ORDERS-014",
                409,
                "The hub is working on order " + order
                        + " at this moment; nothing was changed. Send it again in a minute.");
    }

    static OrderProblem notUndone(UUID order, OrderState state) {
        return new OrderProblem(
                "HUB-ORDERS-015",
                409,
                "Order " + order + " is " + state
                        + ", and only one that is being undone can be closed by hand; nothing was"
                        + " changed. Cancel it first: the hub then undoes what it can, and says so when it cannot.");
    }

    static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }
}
