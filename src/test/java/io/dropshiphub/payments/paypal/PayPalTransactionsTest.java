package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.payments.GatewayAnswer.Listed;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.payments.GatewayTrouble;
import io.dropshiphub.payments.ListedEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayPalTransactionsTest {

    private static final Instant FROM = Instant.parse("2026-09-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-01T00:00:00Z");

    private final PayPalGateway gateway = PayPalBed.gateway();

    @Test
    void payments_and_refunds_are_told_apart_and_refunds_are_positive() {
        String found = entry("CAP1", "T0006", "S", "10.50") + "," + entry("REF1", "T1107", "S", "-4.00") + ","
                + entry("OUT1", "T0000", "S", "-3.00") + "," + entry("FEE1", "T0100", "S", "-0.10") + ","
                + entry("HOLD1", "T1105", "S", "5.00");

        Listed payments = read(new Page(false, FROM, FROM.plusSeconds(60), null), body(found, 1));
        Listed refunds = read(new Page(true, FROM, FROM.plusSeconds(60), null), body(found, 1));

        assertThat(payments.entries())
                .containsExactly(new ListedEntry(
                        "CAP1",
                        PayPalBed.money("10.50", "USD"),
                        true,
                        "S",
                        "order-1",
                        Instant.parse("2026-09-01T10:00:00Z")));
        assertThat(refunds.entries()).extracting(ListedEntry::reference).containsExactly("REF1");
        assertThat(refunds.entries().get(0).amount()).isEqualTo(PayPalBed.money("4.00", "USD"));
        assertThat(refunds.next()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"S, true", "V, true", "P, false", "D, false", "X, false"})
    void money_has_moved_when_a_transaction_is_completed(String status, boolean succeeded) {
        Listed page = read(new Page(false, FROM, TO, null), body(entry("CAP1", "T0006", status, "10.50"), 1));

        assertThat(page.entries().get(0).succeeded()).isEqualTo(succeeded);
    }

    @Test
    void a_period_of_more_than_a_month_is_asked_for_piece_by_piece_and_page_by_page() {
        Listed first = read(new Page(false, FROM, TO, null), body("", 2));
        Listed second = read(new Page(false, FROM, TO, first.next()), body("", 2));
        Listed third = read(new Page(false, FROM, TO, second.next()), body("", 0));

        assertThat(query(null))
                .contains("start_date=2026-09-01T00:00:00Z", "end_date=2026-10-01T23:59:59.999Z", "page=1");
        assertThat(query(first.next()))
                .contains("start_date=2026-09-01T00:00:00Z", "end_date=2026-10-01T23:59:59.999Z", "page=2");
        assertThat(query(second.next()))
                .contains("start_date=2026-10-02T00:00:00Z", "end_date=2026-10-31T23:59:59.999Z", "page=1");
        assertThat(third.next()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-01T12:00:00+0200",
        "2026-09-01T10:00:00Z",
        "2026-09-01T03:00:00-07:00",
        "2026-09-01T10:00:00.000Z"
    })
    void dates_are_read_in_all_of_paypals_forms(String date) {
        String found = entry("CAP1", "T0006", "S", "10.50").replace("2026-09-01T10:00:00+0000", date);

        assertThat(read(new Page(false, FROM, TO, null), body(found, 1))
                        .entries()
                        .get(0)
                        .createdAt())
                .isEqualTo(Instant.parse("2026-09-01T10:00:00Z"));
    }

    @Test
    void a_list_that_cannot_be_read_is_trouble() {
        String found = entry("CAP1", "T0006", "S", "10.50").replace("2026-09-01T10:00:00+0000", "yesterday");

        assertThatThrownBy(() -> read(new Page(false, FROM, TO, null), body(found, 1)))
                .isInstanceOf(GatewayTrouble.class);
    }

    private String query(String cursor) {
        return gateway.request(GatewayCall.list(new Page(false, FROM, TO, cursor)))
                .query();
    }

    private Listed read(Page page, String body) {
        return gateway.read(GatewayCall.list(page), PayPalBed.reply(200, body)).page();
    }

    private static String body(String entries, int pages) {
        return "{\"transaction_details\":[" + entries + "],\"page\":1,\"total_pages\":" + pages + "}";
    }

    private static String entry(String id, String code, String status, String amount) {
        return "{\"transaction_info\":{\"transaction_id\":\"" + id + "\",\"transaction_event_code\":\"" + code
                + "\",\"transaction_initiation_date\":\"2026-09-01T10:00:00+0000\",\"transaction_amount\":"
                + "{\"currency_code\":\"USD\",\"value\":\"" + amount + "\"},\"transaction_status\":\"" + status
                + "\",\"custom_field\":\"order-1\"}}";
    }
}
