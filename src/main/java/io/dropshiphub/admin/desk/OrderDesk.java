package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.admin.http.HiddenBody;
import io.dropshiphub.orders.OrderRequest;
import io.dropshiphub.orders.OrderRequests;
import io.dropshiphub.orders.OrderState;
import io.dropshiphub.orders.OrderWork;
import io.dropshiphub.orders.Orders;
import io.dropshiphub.payments.CardData;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Orders: taken, looked at, canceled. */
@Component
public class OrderDesk {

    private static final List<String> STATES =
            Arrays.stream(OrderState.values()).map(Enum::name).toList();
    private static final int LONGEST_REASON = 500;

    private final Visible visible;
    private final Orders orders;
    private final OrderRequests requests;
    private final OrderSheets sheets;
    private final RequestBody bodies;
    private final Logbook logbook;

    OrderDesk(
            Visible visible,
            Orders orders,
            OrderRequests requests,
            OrderSheets sheets,
            RequestBody bodies,
            Logbook logbook) {
        this.visible = visible;
        this.orders = orders;
        this.requests = requests;
        this.sheets = sheets;
        this.bodies = bodies;
        this.logbook = logbook;
    }

    /** The order that a request asks for. */
    public OrderRequest read(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("owner") String owner,
            @Header("Idempotency-Key") String key,
            @Body HiddenBody body) {
        CardData.refuse(body.text());
        return requests.read(visible.owner(caller, owner), caller.username(), key, body.text());
    }

    /** The order that somebody has just worked on. */
    public OrderSheets.Sheet worked(@Body OrderWork work) {
        return sheets.of(orders.get(Scope.ALL, work.id()));
    }

    /** 201 for an order that is over, whatever came of it; 202 while the hub still works on it. */
    public int status(@Body OrderSheets.Sheet sheet) {
        return sheet.status().over() ? 201 : 202;
    }

    /** The newest first. */
    public List<OrderSheets.Sheet> list(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("owner") String owner,
            @Header("order_number") String number,
            @Header("status") String status,
            @Header("review") String review,
            @Header("limit") String limit,
            @Header("offset") String offset) {
        String known = BadRequest.oneOf("status", status, STATES);
        String looked = BadRequest.oneOf("review", review, List.of("true", "false"));
        return orders
                .list(
                        visible.scope(caller, owner),
                        number,
                        known == null ? null : OrderState.valueOf(known),
                        looked == null ? null : Boolean.valueOf(looked),
                        (int) BadRequest.number("limit", limit, 50, 1, 500),
                        BadRequest.number("offset", offset, 0, 0, Integer.MAX_VALUE))
                .stream()
                .map(sheets::of)
                .toList();
    }

    /** One order with its steps. */
    public OrderSheets.Sheet show(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        return sheets.of(visible.order(caller, id));
    }

    /** Wants an order undone: {@code {"reason": "…"}}, optional. */
    public OrderWork cancel(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Body HiddenBody body)
            throws JsonProcessingException {
        UUID order = visible.order(caller, id).id();
        CardData.refuse(body.text());
        ObjectNode wish = bodies.object(body);
        RequestBody.only(wish, Set.of("reason"), "send {\"reason\": \"…\"}");
        String told = RequestBody.text(wish, "reason");
        String reason = told == null || told.isBlank() ? "by " + caller.username() : told.strip();
        if (reason.length() > LONGEST_REASON) {
            throw BadRequest.body("the reason has more than " + LONGEST_REASON + " characters.");
        }
        return logbook.writeAfter(
                caller,
                "order.cancel",
                "order:" + order,
                () -> orders.cancel(order, reason),
                work -> Map.of("reason", reason));
    }
}
