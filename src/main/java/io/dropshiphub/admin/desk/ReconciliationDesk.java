package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.payments.Reconciliation;
import io.dropshiphub.payments.Reconciliations;
import io.dropshiphub.product.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Comparisons of the ledger with the gateways: staff's affair, because they show everybody's payments. */
@Component
public class ReconciliationDesk {

    /** One comparison and a part of what it found. */
    public record Detail(Reconciliation reconciliation, List<Reconciliation.Difference> differences) {}

    private static final Set<String> FIELDS = Set.of("gateway", "from", "to");

    private final Reconciliations reconciliations;
    private final RequestBody bodies;
    private final Logbook logbook;

    ReconciliationDesk(Reconciliations reconciliations, RequestBody bodies, Logbook logbook) {
        this.reconciliations = reconciliations;
        this.bodies = bodies;
        this.logbook = logbook;
    }

    /** Asks for one: {@code {"gateway", "from", "to"}}, times as ISO 8601. It is made in the background. */
    public Reconciliation ask(@Variable(Caller.VARIABLE) Caller caller, @Body String body)
            throws JsonProcessingException {
        ObjectNode wish = bodies.object(body);
        RequestBody.only(wish, FIELDS, "send nothing else");
        Reconciliations.Wish asked = new Reconciliations.Wish(
                RequestBody.text(wish, "gateway"),
                BadRequest.time("from", RequestBody.text(wish, "from")),
                BadRequest.time("to", RequestBody.text(wish, "to")),
                caller.username());
        return logbook.writeAfter(
                caller,
                "payment.reconcile",
                "gateway:" + asked.gateway(),
                () -> reconciliations.ask(asked),
                made -> Map.of(
                        "reconciliation", String.valueOf(made.id()),
                        "from", made.from().toString(),
                        "to", made.to().toString()));
    }

    /** The newest ones, of one gateway when {@code gateway} says so. */
    public List<Reconciliation> list(
            @Header("gateway") String gateway, @Header("limit") String limit, @Header("offset") String offset) {
        return reconciliations.list(gateway, limit(limit), offset(offset));
    }

    /** One with its differences. */
    public Detail show(@Header("id") String id, @Header("limit") String limit, @Header("offset") String offset) {
        long number = BadRequest.id("id", id);
        Reconciliation found =
                reconciliations.find(number).orElseThrow(() -> BadRequest.notFound("reconciliation " + number));
        return new Detail(found, reconciliations.differences(found.id(), limit(limit), offset(offset)));
    }

    private static int limit(String limit) {
        return (int) BadRequest.number("limit", limit, 50, 1, 500);
    }

    private static int offset(String offset) {
        return (int) BadRequest.number("offset", offset, 0, 0, Integer.MAX_VALUE);
    }
}
