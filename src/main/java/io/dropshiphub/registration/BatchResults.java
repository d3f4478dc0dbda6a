package io.dropshiphub.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.product.RowProblem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What became of each row of a batch, read page by page so that a million rows never sit in memory. */
@Service
public class BatchResults {

    private static final int PAGE = 2000;
    private static final List<String> WORST_FIRST = List.of("waiting", "dead", "rejected", "cancelled", "registered");

    private record Row(long id, long line, long lastLine, String sku, String problems) {}

    private record Part(String account, String state, String code, String message, String listingId) {}

    private final JdbcClient jdbc;
    private final MarketAccounts accounts;
    private final ObjectMapper mapper = new ObjectMapper();

    BatchResults(JdbcClient jdbc, MarketAccounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    /** The rows in the order of their lines; reads on as it is consumed. */
    public Iterator<RowOutcome> rows(UUID batch) {
        return new Iterator<>() {
            private Iterator<RowOutcome> page = List.<RowOutcome>of().iterator();
            private long after = -1;
            private boolean last;

            @Override
            public boolean hasNext() {
                if (!page.hasNext() && !last) {
                    List<RowOutcome> next = page(batch, after, PAGE);
                    last = next.size() < PAGE;
                    if (!next.isEmpty()) {
                        after = next.get(next.size() - 1).line();
                    }
                    page = next.iterator();
                }
                return page.hasNext();
            }

            @Override
            public RowOutcome next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.next();
            }
        };
    }

    /** Up to {@code limit} rows behind line {@code after}. */
    public List<RowOutcome> page(UUID batch, long after, int limit) {
        List<Row> rows = jdbc.sql("""
                        select id, line, last_line, seller_sku, problems::text from product_registration
                        where batch_id = :batch and line > :after order by line limit :limit""")
                .param("batch", batch)
                .param("after", after)
                .param("limit", limit)
                .query((row, n) ->
                        new Row(row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4), row.getString(5)))
                .list();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Part>> parts = parts(batch, rows);
        return rows.stream()
                .map(row ->
                        row.problems() != null ? refused(row) : outcome(row, parts.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private Map<Long, List<Part>> parts(UUID batch, List<Row> rows) {
        Map<Long, List<Part>> parts = new LinkedHashMap<>();
        jdbc.sql("""
                        select product_registration_id, account_id, state, code, message, listing_id
                        from platform_registration
                        where batch_id = :batch and product_registration_id in (:ids) order by account_id""")
                .param("batch", batch)
                .param("ids", rows.stream().map(Row::id).toList())
                .query(row -> {
                    parts.computeIfAbsent(row.getLong(1), key -> new ArrayList<>())
                            .add(new Part(
                                    accounts.byId(row.getLong(2)).label(),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6)));
                });
        return parts;
    }

    private RowOutcome refused(Row row) {
        try {
            List<RowProblem> problems = mapper.readValue(row.problems(), new TypeReference<>() {});
            return new RowOutcome(
                    row.line(),
                    row.lastLine(),
                    row.sku(),
                    "rejected",
                    problems.stream().map(RowProblem::code).distinct().collect(Collectors.joining("|")),
                    problems.stream()
                            .map(problem -> problem.column() == null
                                    ? problem.message()
                                    : problem.column() + ": " + problem.message())
                            .collect(Collectors.joining(" | ")),
                    List.of(),
                    Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored row problems could not be read: " + e.getOriginalMessage(), e);
        }
    }

    private static RowOutcome outcome(Row row, List<Part> parts) {
        String worst = WORST_FIRST.stream()
                .filter(state -> parts.stream().anyMatch(part -> part.state().equals(state)))
                .findFirst()
                .orElse("waiting");
        Map<String, String> listings = new LinkedHashMap<>();
        parts.stream()
                .filter(part -> part.listingId() != null)
                .forEach(part -> listings.put(part.account(), part.listingId()));
        return new RowOutcome(
                row.line(),
                row.lastLine(),
                row.sku(),
                worst,
                joined(
                        parts.stream()
                                .map(Part::code)
                                .filter(java.util.Objects::nonNull)
                                .distinct()
                                .toList(),
                        "|"),
                joined(
                        parts.stream()
                                .filter(part -> part.message() != null)
                                .map(part -> part.account() + ": " + part.message())
                                .toList(),
                        " | "),
                parts.stream().map(Part::account).distinct().toList(),
                listings);
    }

    private static String joined(List<String> words, String by) {
        return words.isEmpty() ? null : String.join(by, words);
    }
}
