package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.Scope;
import io.dropshiphub.queue.DeadLetter;
import io.dropshiphub.queue.DeadLetters;
import io.dropshiphub.queue.QueueStatistics;
import io.dropshiphub.registration.Replays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Dead letters: browsed, replayed, edited, discarded. */
@Component
public class DeadLetterDesk {

    /** A page and how many there are in all. */
    public record Page(long total, List<DeadLetter> deadLetters) {}

    /** One dead letter with what it wanted to list and what was tried. */
    public record Detail(DeadLetter deadLetter, Product product, List<QueueStatistics.Attempt> attempts) {}

    /** How many were discarded. */
    public record Discarded(int discarded) {}

    private static final String BY_HAND = "replayed by hand";

    private final Visible visible;
    private final DeadLetters deadLetters;
    private final Replays replays;
    private final QueueStatistics statistics;
    private final RequestBody bodies;
    private final Logbook logbook;

    DeadLetterDesk(
            Visible visible,
            DeadLetters deadLetters,
            Replays replays,
            QueueStatistics statistics,
            RequestBody bodies,
            Logbook logbook) {
        this.visible = visible;
        this.deadLetters = deadLetters;
        this.replays = replays;
        this.statistics = statistics;
        this.bodies = bodies;
        this.logbook = logbook;
    }

    /** Open ones unless {@code status} says otherwise ({@code all} for every one), newest first. */
    public Page list(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("owner") String owner,
            @Header("status") String status,
            @Header("batch_id") String batch,
            @Header("account_id") String account,
            @Header("platform") String platform,
            @Header("code") String code,
            @Header("limit") String limit,
            @Header("offset") String offset) {
        BadRequest.oneOf("status", status, List.of("open", "replayed", "discarded", "all"));
        DeadLetters.Filter filter = filter(
                visible.scope(caller, owner),
                "all".equals(status) ? null : status == null ? "open" : status,
                batch,
                account,
                platform,
                code);
        return new Page(
                deadLetters.count(filter),
                deadLetters.browse(
                        filter,
                        (int) BadRequest.number("limit", limit, 50, 1, 500),
                        BadRequest.number("offset", offset, 0, 0, Integer.MAX_VALUE)));
    }

    /** One with everything that is known of it. */
    public Detail show(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        DeadLetter found = visible.deadLetter(caller, id);
        return new Detail(found, replays.productOf(found), statistics.attempts(found.registrationId()));
    }

    /** Puts one in line again; nothing happens when it is closed already. */
    public Replays.Replayed replay(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        long letter = visible.deadLetter(caller, id).id();
        return replay(caller, "dead-letter:" + letter, () -> replays.replay(List.of(letter), BY_HAND), Map.of());
    }

    /**
     * Replays all open ones that match {@code {"owner", "batch_id", "account_id", "platform", "code"}}; an empty object
     * matches all.
     */
    public Replays.Replayed replayMatching(@Variable(Caller.VARIABLE) Caller caller, @Body String body)
            throws JsonProcessingException {
        ObjectNode wish = bodies.object(body);
        DeadLetters.Filter matching = filter(visible.scope(caller, RequestBody.text(wish, "owner")), wish);
        return replay(
                caller, "dead-letter:*", () -> replays.replay(matching, BY_HAND), Map.of("matching", wish.toString()));
    }

    /** Replays one with a changed product: {@code {"product": {…}}}. */
    public Replays.Replayed edit(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Body String body)
            throws JsonProcessingException {
        ObjectNode request = bodies.object(body);
        if (!(request.get("product") instanceof ObjectNode product)) {
            throw BadRequest.body("send {\"product\": {…}} with the whole product.");
        }
        try {
            long letter = visible.deadLetter(caller, id).id();
            Product changed = bodies.as(product, Product.class);
            return replay(
                    caller,
                    "dead-letter:" + letter,
                    () -> replays.edit(letter, changed, "replayed with changes"),
                    Map.of("product", "changed"));
        } catch (JsonProcessingException e) {
            throw BadRequest.body("the product lacks a field or has one of the wrong kind.");
        }
    }

    /**
     * Gives one up: {@code {"reason": "…"}}; with {@code "listing_id": "…"} when the listing was found at the marketplace.
     */
    public Discarded discard(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Body String body)
            throws JsonProcessingException {
        ObjectNode request = bodies.object(body);
        long letter = visible.deadLetter(caller, id).id();
        String reason = RequestBody.text(request, "reason");
        String listing = RequestBody.text(request, "listing_id");
        return new Discarded(logbook.writeAfter(
                caller,
                "dead-letter.discard",
                "dead-letter:" + letter,
                () -> replays.discard(letter, reason, listing),
                done -> Map.of(
                        "discarded", String.valueOf(done),
                        "reason", String.valueOf(reason),
                        "listing_id", String.valueOf(listing))));
    }

    private Replays.Replayed replay(
            Caller caller, String target, Supplier<Replays.Replayed> deed, Map<String, String> details) {
        return logbook.writeAfter(caller, "dead-letter.replay", target, deed, done -> {
            Map<String, String> said = new HashMap<>(details);
            said.put("replayed", String.valueOf(done.replayed()));
            said.put("skipped", String.valueOf(done.skipped()));
            return said;
        });
    }

    private static DeadLetters.Filter filter(Scope scope, ObjectNode wish) {
        return filter(
                scope,
                "open",
                RequestBody.text(wish, "batch_id"),
                RequestBody.text(wish, "account_id"),
                RequestBody.text(wish, "platform"),
                RequestBody.text(wish, "code"));
    }

    private static DeadLetters.Filter filter(
            Scope scope, String status, String batch, String account, String platform, String code) {
        return new DeadLetters.Filter(
                scope,
                status,
                batch == null ? null : BadRequest.uuid(batch),
                account == null ? null : BadRequest.id("account_id", account),
                platform,
                code);
    }
}
