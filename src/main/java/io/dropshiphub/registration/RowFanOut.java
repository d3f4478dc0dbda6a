package io.dropshiphub.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.accounts.CategoryMappings;
import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.queue.Columns;
import io.dropshiphub.queue.JobQueue;
import io.dropshiphub.queue.NewJob;
import io.dropshiphub.registration.Allocation.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Turns rows into registrations: one per chosen account, with its job, in set-based statements. */
@Component
class RowFanOut {

    private final JdbcTemplate jdbc;
    private final CurrentRegistrations current;
    private final Allocations allocations;
    private final AllocationLedger given;
    private final CategoryMappings categories;
    private final JobQueue queue;
    private final ProductJson json;
    private final ObjectMapper mapper = new ObjectMapper();

    RowFanOut(
            JdbcTemplate jdbc,
            CurrentRegistrations current,
            Allocations allocations,
            AllocationLedger given,
            CategoryMappings categories,
            JobQueue queue,
            ProductJson json) {
        this.jdbc = jdbc;
        this.current = current;
        this.allocations = allocations;
        this.given = given;
        this.categories = categories;
        this.queue = queue;
        this.json = json;
    }

    /** Stores the rows, good and bad, and what follows from the good ones. */
    void store(BatchHead batch, List<BatchRow> rows, Map<String, List<MarketAccount>> accounts) {
        if (rows.isEmpty()) {
            return;
        }
        List<Long> ids = nextIds("product_registration", rows.size());
        Columns stored = new Columns();
        List<Wish> wishes = new ArrayList<>(rows.size() * accounts.size());
        allocations.takeTurns(batch.ownerId(), batch.spread(), accounts);
        CurrentRegistrations.Found held = current.find(
                rows.stream()
                        .filter(row -> row.product() != null)
                        .map(row -> row.product().sku().value())
                        .toList(),
                accounts.values());
        Allocation allocation = new Allocation(allocations.lanes(batch.spread(), accounts, false));
        for (int i = 0; i < rows.size(); i++) {
            BatchRow row = rows.get(i);
            String product = row.product() == null ? null : json.write(row.product());
            stored.row(
                    ids.get(i),
                    batch.id(),
                    row.line(),
                    row.lastLine(),
                    row.sku() == null ? null : row.sku().value(),
                    product,
                    row.product() == null ? problems(row.problems()) : null);
            if (product != null) {
                long hash = ProductJson.contentHash(product);
                String sku = row.product().sku().value();
                for (Target target : allocation.targets(sku, held, platform -> unmapped(row, platform))) {
                    wishes.add(new Wish(
                            ids.get(i),
                            target.account().id(),
                            target.account().platform(),
                            sku,
                            hash,
                            target.unmapped()));
                }
            }
        }
        stored.update(jdbc, """
                insert into product_registration (id, batch_id, line, last_line, seller_sku, product, problems)
                overriding system value
                select * from unnest(?::bigint[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::jsonb[], ?::jsonb[])""", "bigint", "uuid", "bigint", "bigint", "text", "text", "text");
        register(batch, wishes, held);
        given.add(batch.id(), allocation.given());
    }

    /** The problem that this product's category stands for nothing on that marketplace, if so. */
    Optional<RowProblem> unmapped(BatchRow row, String platform) {
        return unmapped(row.product(), row.line(), platform);
    }

    private Optional<RowProblem> unmapped(Product product, long line, String platform) {
        String category = product.categoryId();
        return categories.find(category, platform).isPresent()
                ? Optional.empty()
                : Optional.of(new RowProblem(
                        line,
                        "category_id",
                        "HUB-REG-003",
                        "Category '" + category + "' has no counterpart on " + platform + ", so "
                                + product.sku()
                                + " was not sent there. Add it with PUT /api/v1/categories/" + platform
                                + ", then retry the batch."));
    }

    private record Refused(
            long id, long productRegistrationId, long accountId, String sku, long hash, String product) {}

    /**
     * Places the batch's rejected registrations anew, as if they came in now.
     *
     * @return how many are in line again
     */
    int again(BatchHead batch, List<MarketAccount> accounts) {
        Map<Long, MarketAccount> byId = new HashMap<>();
        accounts.forEach(account -> byId.put(account.id(), account));
        List<Refused> refused = jdbc.query(
                """
                select r.id, r.product_registration_id, r.account_id, r.seller_sku, r.content_hash, p.product
                from platform_registration r join product_registration p on p.id = r.product_registration_id
                where r.batch_id = ? and r.state = 'rejected'
                    -- what came in later for the same SKU stays: a second chance is not a step back
                    and not exists (select 1 from platform_registration n where n.account_id = r.account_id
                        and n.seller_sku = r.seller_sku and n.is_current and n.id > r.id)
                order by r.id""",
                (row, n) -> new Refused(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6)),
                batch.id());
        int inLine = 0;
        for (Refused row : refused) {
            MarketAccount account = byId.get(row.accountId());
            CurrentRegistrations.Found held = current.find(List.of(row.sku()), List.of(List.of(account)));
            Wish wish = new Wish(
                    row.productRegistrationId(),
                    account.id(),
                    account.platform(),
                    row.sku(),
                    row.hash(),
                    unmapped(json.read(row.product()), 0, account.platform()).orElse(null));
            Placement placement = current.place(wish, held);
            if (placement.retires() != null && placement.retires() != row.id()) {
                current.retire(List.of(placement.retires()));
            }
            jdbc.update(
                    """
                    update platform_registration set state = ?, is_current = ?, listing_id = ?, code = ?, message = ?,
                        field = null, updated_at = now() where id = ?""",
                    placement.state(),
                    placement.isCurrent() || held.isCurrent(wish, row.id()),
                    placement.listingId(),
                    placement.code(),
                    placement.message(),
                    row.id());
            if (placement.kind() != null) {
                inLine++;
                queue.enqueue(
                        List.of(new NewJob(
                                row.id(),
                                account.id(),
                                batch.id(),
                                placement.kind(),
                                batch.priority(),
                                null,
                                batch.maxAttempts(),
                                placement.behind())),
                        Set.of(account.platform()));
            }
        }
        return inLine;
    }

    private void register(BatchHead batch, List<Wish> wishes, CurrentRegistrations.Found held) {
        List<Long> ids = nextIds("platform_registration", wishes.size());
        Columns registrations = new Columns();
        List<NewJob> jobs = new ArrayList<>(wishes.size());
        List<Long> retired = new ArrayList<>();
        Set<String> platforms = new HashSet<>();
        for (int i = 0; i < wishes.size(); i++) {
            Wish wish = wishes.get(i);
            Placement placement = current.place(wish, held);
            if (placement.retires() != null) {
                retired.add(placement.retires());
            }
            registrations.row(
                    ids.get(i),
                    wish.productRegistrationId(),
                    wish.accountId(),
                    batch.id(),
                    wish.contentHash(),
                    placement.isCurrent(),
                    placement.state(),
                    wish.sku(),
                    placement.listingId(),
                    placement.code(),
                    placement.message());
            if (placement.kind() != null) {
                platforms.add(wish.platform());
                jobs.add(new NewJob(
                        ids.get(i),
                        wish.accountId(),
                        batch.id(),
                        placement.kind(),
                        batch.priority(),
                        batch.scheduledAt(),
                        batch.maxAttempts(),
                        placement.behind()));
            }
            held.replace(wish, ids.get(i), placement);
        }
        current.retire(retired);
        if (!registrations.isEmpty()) {
            registrations.update(
                    jdbc,
                    """
                    insert into platform_registration (id, product_registration_id, account_id, batch_id, content_hash,
                        is_current, state, seller_sku, listing_id, code, message)
                    overriding system value
                    select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[], ?::bigint[], ?::boolean[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])""",
                    "bigint",
                    "bigint",
                    "bigint",
                    "uuid",
                    "bigint",
                    "boolean",
                    "text",
                    "text",
                    "text",
                    "text",
                    "text");
        }
        queue.enqueue(jobs, platforms);
    }

    private List<Long> nextIds(String table, int n) {
        return jdbc.queryForList(
                "select nextval(pg_get_serial_sequence('" + table + "', 'id')) from generate_series(1, ?)",
                Long.class,
                n);
    }

    private String problems(List<RowProblem> problems) {
        try {
            return mapper.writeValueAsString(problems);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("row problems could not be written: " + e.getMessage(), e);
        }
    }

    /**
     * One product wanted on one account.
     *
     * @param unmapped why it cannot be sent there, or null
     */
    record Wish(
            long productRegistrationId,
            long accountId,
            String platform,
            String sku,
            long contentHash,
            RowProblem unmapped) {}

    /**
     * What a wish comes to, given what the account already has of that SKU.
     *
     * @param state the registration's state
     * @param isCurrent whether it becomes the account's current one for the SKU
     * @param kind the job, or null for none
     * @param behind whether the job waits for an earlier one
     * @param listingId the live listing it inherits, or null
     * @param retires the registration it replaces as current, or null
     */
    record Placement(
            String state,
            boolean isCurrent,
            JobKind kind,
            boolean behind,
            String listingId,
            Long retires,
            String code,
            String message) {}
}
