package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A search (docs.stripe.com/search): {@code metadata['order_id']:'O1' AND status:'succeeded'}. Only equality, joined by AND. */
final class StripeQuery {

    private static final Pattern CLAUSE = Pattern.compile(
            "\\s*(?:metadata\\[(?:'([^']+)'|\"([^\"]+)\")]|(status|currency|customer)):(?:'([^']*)'|\"([^\"]*)\")\\s*");
    private static final Pattern AND = Pattern.compile("AND", Pattern.CASE_INSENSITIVE);

    private record Clause(String metadata, String field, String value) {}

    private final List<Clause> clauses = new ArrayList<>();

    private StripeQuery() {}

    static StripeQuery parse(String text) {
        StripeQuery query = new StripeQuery();
        Matcher clause = CLAUSE.matcher(text);
        Matcher and = AND.matcher(text);
        int at = 0;
        while (clause.region(at, text.length()).lookingAt()) {
            query.clauses.add(new Clause(
                    clause.group(1) == null ? clause.group(2) : clause.group(1),
                    clause.group(3),
                    clause.group(4) == null ? clause.group(5) : clause.group(4)));
            at = clause.end();
            if (at == text.length()) {
                return query;
            }
            if (!and.region(at, text.length()).lookingAt()) {
                break;
            }
            at = and.end();
        }
        throw StripeRefusal.invalid(null, "query", "We were unable to parse your search query.");
    }

    boolean matches(JsonNode intent) {
        return clauses.stream().allMatch(clause -> {
            JsonNode value =
                    clause.field == null ? intent.path("metadata").path(clause.metadata) : intent.path(clause.field);
            return clause.value.equals(value.textValue());
        });
    }
}
