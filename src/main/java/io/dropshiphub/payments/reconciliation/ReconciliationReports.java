package io.dropshiphub.payments.reconciliation;

import io.dropshiphub.payments.Reconciliation;
import io.dropshiphub.payments.Reconciliation.Difference;
import io.dropshiphub.payments.Reconciliation.Sum;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads comparisons. */
@Component
class ReconciliationReports {

    private final JdbcClient jdbc;

    ReconciliationReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Reconciliation> read(Long id, String gateway, int limit, int offset) {
        return jdbc
                .sql("""
                        select * from payment_reconciliation
                        where (:id::bigint is null or id = :id) and (:gateway::text is null or gateway = :gateway)
                        order by id desc limit :limit offset :offset""")
                .param("id", id)
                .param("gateway", gateway)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> row(row))
                .list()
                .stream()
                .map(this::withFindings)
                .toList();
    }

    List<Difference> differences(long id, int limit, int offset) {
        return jdbc.sql(
                        "select * from payment_reconciliation_difference where reconciliation_id = ? order by id limit ?"
                                + " offset ?")
                .params(id, limit, offset)
                .query((row, n) -> new Difference(
                        row.getString("what"),
                        row.getString("kind"),
                        row.getString("reference"),
                        row.getObject("payment_id", UUID.class),
                        row.getObject("refund_id", UUID.class),
                        row.getString("order_id"),
                        money(row, "there"),
                        row.getString("there_status"),
                        money(row, "here"),
                        row.getString("here_status"),
                        instant(row, "created_at")))
                .list();
    }

    private Reconciliation withFindings(Reconciliation row) {
        if (row.state() != Reconciliation.State.COMPLETE) {
            return row;
        }
        return new Reconciliation(
                row.id(),
                row.gateway(),
                row.from(),
                row.to(),
                row.askedBy(),
                row.state(),
                row.code(),
                row.message(),
                row.resolved(),
                sums(row.id()),
                kinds(row.id()),
                row.createdAt(),
                row.dueAt(),
                row.endedAt());
    }

    private List<Sum> sums(long id) {
        return jdbc.sql("select * from payment_reconciliation_sum where reconciliation_id = ? order by what, currency")
                .param(id)
                .query((row, n) -> new Sum(
                        row.getString("what"),
                        row.getString("currency"),
                        row.getInt("there_count"),
                        row.getBigDecimal("there_amount"),
                        row.getInt("here_count"),
                        row.getBigDecimal("here_amount")))
                .list();
    }

    private Map<String, Integer> kinds(long id) {
        Map<String, Integer> kinds = new TreeMap<>();
        jdbc.sql(
                        "select kind, count(*) from payment_reconciliation_difference where reconciliation_id = ? group by kind")
                .param(id)
                .query(row -> {
                    kinds.put(row.getString(1), row.getInt(2));
                });
        return kinds;
    }

    private static Reconciliation row(ResultSet row) throws SQLException {
        return new Reconciliation(
                row.getLong("id"),
                row.getString("gateway"),
                instant(row, "period_from"),
                instant(row, "period_to"),
                row.getString("asked_by"),
                Reconciliation.State.valueOf(row.getString("state")),
                row.getString("code"),
                row.getString("message"),
                row.getInt("resolved"),
                List.of(),
                Map.of(),
                instant(row, "created_at"),
                instant(row, "due_at"),
                instant(row, "ended_at"));
    }

    private static Money money(ResultSet row, String side) throws SQLException {
        BigDecimal amount = row.getBigDecimal(side + "_amount");
        String currency = row.getString(side + "_currency");
        return amount == null || currency == null ? null : new Money(amount, Currency.getInstance(currency));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }
}
