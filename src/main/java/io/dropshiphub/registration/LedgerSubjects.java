package io.dropshiphub.registration;

import io.dropshiphub.queue.JobSubjects;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Hands the queue the products its jobs are about. */
@Component
class LedgerSubjects implements JobSubjects {

    private final JdbcTemplate jdbc;
    private final ProductJson json;

    LedgerSubjects(JdbcTemplate jdbc, ProductJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Map<Long, Subject> load(Collection<Long> registrationIds) {
        Map<Long, Subject> found = new HashMap<>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                            select r.id, p.product, r.listing_id,
                                   case when not b.fit_images then '{}'
                                       when b.spread = 'one' then array[(select a.platform from market_account a
                                           where a.id = r.account_id)]
                                       else b.platforms end
                            from platform_registration r
                            join product_registration p on p.id = r.product_registration_id
                            join registration_batch b on b.id = r.batch_id
                            where r.id = any (?)""");
                    statement.setArray(1, connection.createArrayOf("bigint", registrationIds.toArray()));
                    return statement;
                },
                row -> {
                    found.put(row.getLong(1), new Subject(json.read(row.getString(2)), row.getString(3), List.of((String
                                    [])
                            row.getArray(4).getArray())));
                });
        return found;
    }
}
