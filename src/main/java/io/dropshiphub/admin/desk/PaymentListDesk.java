package io.dropshiphub.admin.desk;

import io.dropshiphub.payments.Gateway;
import io.dropshiphub.payments.GatewayBreakers;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentFilter;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.product.Caller;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Payments, their refunds and the gateways, to look at. */
@Component
public class PaymentListDesk {

    /** A page; {@code nextOffset} is the {@code offset} of the next one, null on the last. */
    public record Page(List<PaymentSheets.Sheet> payments, Integer nextOffset) {}

    /**
     * A gateway.
     *
     * @param enabled whether it has credentials
     * @param weight its share of the payments that several gateways could take
     * @param breaker {@code closed}, {@code open} or {@code half_open}
     * @param calls so many of each operation in {@code windowSeconds}
     */
    public record GatewaySheet(
            String gateway,
            boolean enabled,
            Set<Operation> operations,
            List<String> currencies,
            int weight,
            String breaker,
            int calls,
            long windowSeconds) {}

    private static final List<String> STATUSES =
            Arrays.stream(PaymentStatus.values()).map(Enum::name).toList();

    private final Visible visible;
    private final PaymentLedger ledger;
    private final PaymentSheets sheets;
    private final Gateways gateways;
    private final GatewayBreakers breakers;

    PaymentListDesk(
            Visible visible, PaymentLedger ledger, PaymentSheets sheets, Gateways gateways, GatewayBreakers breakers) {
        this.visible = visible;
        this.ledger = ledger;
        this.sheets = sheets;
        this.gateways = gateways;
        this.breakers = breakers;
    }

    /** The newest payments first. */
    public Page list(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("owner") String owner,
            @Header("status") String status,
            @Header("gateway") String gateway,
            @Header("order_id") String order,
            @Header("review") String review,
            @Header("from") String from,
            @Header("to") String to,
            @Header("limit") String limit,
            @Header("offset") String offset) {
        String known = BadRequest.oneOf("status", status, STATUSES);
        String looked = BadRequest.oneOf("review", review, List.of("true", "false"));
        int most = (int) BadRequest.number("limit", limit, 50, 1, 500);
        int left = (int) BadRequest.number("offset", offset, 0, 0, Integer.MAX_VALUE - 500);
        List<Payment> found = ledger.list(
                visible.scope(caller, owner),
                new PaymentFilter(
                        known == null ? null : PaymentStatus.valueOf(known),
                        gateway,
                        order,
                        looked == null ? null : Boolean.valueOf(looked),
                        BadRequest.time("from", from),
                        BadRequest.time("to", to),
                        most,
                        left));
        return new Page(found.stream().map(sheets::sheet).toList(), found.size() < most ? null : left + most);
    }

    /** One payment as the ledger has it. */
    public Payment find(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        return visible.payment(caller, id);
    }

    /** The refunds of a payment, the oldest first. */
    public List<PaymentSheets.RefundSheet> refunds(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        return ledger.refunds(visible.payment(caller, id).id()).stream()
                .map(sheets::sheet)
                .toList();
    }

    /** All gateways, also those without credentials. */
    public List<GatewaySheet> gateways() {
        return gateways.all().stream().map(this::sheet).toList();
    }

    private GatewaySheet sheet(Gateway gateway) {
        return new GatewaySheet(
                gateway.name(),
                gateway.enabled(),
                gateway.operations(),
                Currency.getAvailableCurrencies().stream()
                        .filter(gateway.amounts()::takes)
                        .map(Currency::getCurrencyCode)
                        .sorted()
                        .toList(),
                gateway.limits().weight(),
                breakers.state(gateway.name()),
                gateway.limits().calls(),
                gateway.limits().window().toSeconds());
    }
}
