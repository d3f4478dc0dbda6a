package io.dropshiphub.registration;

import io.dropshiphub.queue.Columns;
import io.dropshiphub.registration.Allocation.Given;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each batch has given to each account, by reason; counted in the transaction that gives it. */
@Component
class AllocationLedger {

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    AllocationLedger(JdbcTemplate template, JdbcClient jdbc) {
        this.template = template;
        this.jdbc = jdbc;
    }

    /** Adds to the batch's counts. */
    void add(UUID batch, Map<Given, Long> given) {
        if (given.isEmpty()) {
            return;
        }
        Columns rows = new Columns();
        given.forEach(
                (what, n) -> rows.row(batch, what.accountId(), what.reason().word(), n));
        rows.update(template, """
                insert into batch_allocation (batch_id, account_id, reason, rows)
                select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::bigint[])
                on conflict (batch_id, account_id, reason)
                do update set rows = batch_allocation.rows + excluded.rows""", "uuid", "bigint", "text", "bigint");
    }

    /** The batch's counts by account and reason. */
    Map<Long, Map<String, Long>> of(UUID batch) {
        Map<Long, Map<String, Long>> found = new TreeMap<>();
        jdbc.sql("select account_id, reason, rows from batch_allocation where batch_id = :batch")
                .param("batch", batch)
                .query(row -> {
                    found.computeIfAbsent(row.getLong(1), id -> new TreeMap<>()).put(row.getString(2), row.getLong(3));
                });
        return found;
    }
}
