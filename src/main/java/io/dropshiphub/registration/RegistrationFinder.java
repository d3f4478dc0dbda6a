package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.product.Approval;
import io.dropshiphub.product.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Finds single registrations, and tells whose batches are whose. */
@Service
public class RegistrationFinder {

    private static final String DETAIL = """
            select r.*, p.line from platform_registration r
            join product_registration p on p.id = r.product_registration_id
            where %s
            """;
    private static final String OWNED = "r.batch_id in (select id from registration_batch where user_id = :owner)";

    private final JdbcClient jdbc;
    private final MarketAccounts accounts;

    RegistrationFinder(JdbcClient jdbc, MarketAccounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    /** Newest first; null parameters do not narrow the search. */
    public List<RegistrationDetail> search(Scope scope, String sku, UUID batch, String state, int limit) {
        return jdbc.sql(DETAIL.formatted(scope.sql(OWNED)) + """
                            and (:sku::text is null or r.seller_sku = :sku) and (:batch::uuid is null or r.batch_id = :batch)
                            and (:state::text is null or r.state = :state)
                        order by r.id desc limit :limit""")
                .param("owner", scope.ownerId())
                .param("sku", sku)
                .param("batch", batch)
                .param("state", state)
                .param("limit", limit)
                .query((row, n) -> detail(row))
                .list();
    }

    /** One registration, if it exists within the scope. */
    public Optional<RegistrationDetail> find(Scope scope, long id) {
        return jdbc.sql(DETAIL.formatted(scope.sql(OWNED)) + "and r.id = :id")
                .param("owner", scope.ownerId())
                .param("id", id)
                .query((row, n) -> detail(row))
                .optional();
    }

    /**
     * The same id, if there is such a batch within the scope.
     *
     * @throws RegistrationProblem when there is none, or it is somebody else's: nobody is told which
     */
    public UUID batch(Scope scope, UUID id) {
        return jdbc.sql("select id from registration_batch where id = :id and " + scope.sql("user_id = :owner"))
                .param("id", id)
                .param("owner", scope.ownerId())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> RegistrationProblem.unknownBatch(id));
    }

    private RegistrationDetail detail(ResultSet row) throws SQLException {
        String approval = row.getString("approval");
        return new RegistrationDetail(
                row.getLong("id"),
                row.getObject("batch_id", UUID.class),
                row.getLong("line"),
                accounts.byId(row.getLong("account_id")).label(),
                row.getString("seller_sku"),
                row.getString("state"),
                row.getBoolean("is_current"),
                row.getString("listing_id"),
                approval == null ? null : Approval.valueOf(approval),
                row.getString("code"),
                row.getString("message"),
                row.getString("field"),
                row.getInt("attempts"),
                row.getTimestamp("updated_at").toInstant());
    }
}
