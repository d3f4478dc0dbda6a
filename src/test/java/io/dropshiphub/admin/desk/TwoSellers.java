package io.dropshiphub.admin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.platforms.TestProducts;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.Role;
import io.dropshiphub.queue.Claims;
import io.dropshiphub.registration.BatchRequest;
import io.dropshiphub.registration.BatchRow;
import io.dropshiphub.registration.BatchSource;
import io.dropshiphub.registration.Priority;
import io.dropshiphub.registration.RegistrationBatches;
import io.dropshiphub.registration.RegistrationOutcomes;
import io.dropshiphub.registration.Spread;
import io.dropshiphub.testing.HubTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A hub with two sellers, and requests behind the door: the caller is known, the route is the one that the path leads to. Each
 * seller has an account at Coupang, a batch, a registration, a dead letter, a picture, a payment and an order.
 */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.platforms.coupang.rate-per-second=0",
            "hub.accounts.refresh-after=1ms",
            // no lanes: the test plays the marketplaces
            "hub.routes.include=_shared/*.camel.yaml,admin/*.camel.yaml,intake/take-requests.camel.yaml,"
                    + "payments/look-at-payments.camel.yaml,payments/change-payments.camel.yaml,payments/take-requests.camel.yaml,orders/*.camel.yaml"
        })
abstract class TwoSellers {

    static final Caller STAFF = new Caller(99, "olga", Role.OPERATOR, "token", "10.0.0.1");

    /** A product as it is sent. */
    static final String SENT = """
            {"name": "머그컵", "price": 29900, "description": "도자기 머그컵", "category_id": "123",
             "main_image_url": "https://example.com/mug.jpg"}""";

    /** A listing template that every seller has, and that is not the default one. */
    static final String SPARE = "spare";

    /** What sellers own. */
    enum Thing {
        BATCH,
        REGISTRATION,
        DEAD_LETTER,
        ACCOUNT,
        PICTURE,
        PAYMENT,
        ORDER;

        /** An id that nothing of the kind has. */
        String missing() {
            return this == BATCH || this == PAYMENT || this == ORDER ? new UUID(0, 1).toString() : "99999999";
        }
    }

    /** What the hub answers. */
    record Answer(int status, String body) {}

    /**
     * A seller and the ids of what they own.
     *
     * @param product the product of their dead letter as JSON
     */
    record Seller(Caller caller, Map<Thing, String> ids, String product) {

        long userId() {
            return caller.userId();
        }

        String id(Thing thing) {
            return ids.get(thing);
        }

        /** What stands in a list that shows the thing. */
        String mark(Thing thing) {
            return switch (thing) {
                case BATCH -> "\"batch_id\":\"" + id(thing) + "\"";
                case REGISTRATION -> "\"seller_sku\":\"" + caller.username() + "-1\"";
                case DEAD_LETTER -> "\"id\":" + id(thing) + ",";
                case ACCOUNT -> "\"account_id\":" + id(thing) + ",";
                case PICTURE -> id(thing);
                case PAYMENT -> "\"payment_id\":\"" + id(thing) + "\"";
                case ORDER -> "\"order_id\":\"" + id(thing) + "\"";
            };
        }
    }

    @Autowired
    ApplicationContext hub;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    private RegistrationBatches batches;

    @Autowired
    private RegistrationOutcomes outcomes;

    @Autowired
    private ProducerTemplate producer;

    private final ObjectMapper mapper = new ObjectMapper();

    @AfterEach
    void leave_nothing_for_the_next_test() {
        jdbc.sql("truncate registration_queue, dead_letter, held_batch, attempt, platform_registration,"
                        + " product_registration, registration_batch, image_processing_job, image_source_owner cascade")
                .update();
        jdbc.sql("truncate customer_order, payment cascade").update();
        jdbc.sql("update account_gate set paused_why = null").update();
        jdbc.sql("truncate account_health, account_health_event, account_usage, vault_secret")
                .update();
        jdbc.sql("delete from listing_template where name <> 'configured'").update();
        jdbc.sql("update listing_template set is_default = true").update();
        jdbc.sql("delete from account_gate where account_id in"
                        + " (select id from market_account where name not like 'demo%')")
                .update();
        jdbc.sql("delete from market_account where name not like 'demo%'").update();
        jdbc.sql(
                        "update market_account set user_id = ?, enabled = true, credentials_source = 'config:' || platform || '/' || name")
                .param(Owners.HOUSE)
                .update();
        jdbc.sql("delete from app_user where id <> " + Owners.HOUSE).update();
    }

    /** A user who may sell and has nothing yet. */
    Caller user(String name) {
        long id = jdbc.sql("insert into app_user (username) values (?) returning id")
                .param(name)
                .query(Long.class)
                .single();
        return new Caller(id, name, Role.SELLER, "token", "10.0.0.2");
    }

    /** A seller with everything; {@code account} says which of Coupang's two demo accounts becomes theirs. */
    Seller seller(String name, int account) {
        Caller caller = user(name);
        long accountId =
                jdbc.sql("""
                        update market_account set user_id = ? where id =
                            (select id from market_account where platform = 'coupang' order by id limit 1 offset ?)
                        returning id""").params(caller.userId(), account).query(Long.class).single();
        jdbc.sql("insert into listing_template (account_id, name, settings) values (?, ?, '{}')")
                .params(accountId, SPARE)
                .update();
        await().until(() -> batches.check(caller.userId(), List.of("coupang"), Spread.ALL, row(name))
                .isEmpty());
        UUID batch = batches.open(new BatchRequest(
                        caller.userId(),
                        name,
                        BatchSource.REST,
                        name,
                        null,
                        List.of("coupang"),
                        Priority.NORMAL,
                        null,
                        1,
                        false))
                .id();
        batches.accept(batch, 1, List.of(row(name)));
        batches.close(batch);
        ListingJob job = Claims.all(hub, "coupang").get(0);
        outcomes.record(job, Outcome.of(OutcomeClass.NOT_SENT, "HUB-CALL-001", "connection refused"));
        await().pollInterval(Duration.ofMillis(10)).until(() -> deadLetter(job) != null);
        String product = json(send("admin-dead-letter-show", STAFF, Map.of("id", deadLetter(job)), null))
                .path("product")
                .toString();
        String picture = "https://" + name + ".example.com/a.jpg";
        jdbc.sql("insert into image_processing_job (source_key, source, state) values (?, ?, 'done')")
                .params(name, picture)
                .update();
        jdbc.sql("insert into image_source_owner (user_id, source_key) values (?, ?)")
                .params(caller.userId(), name)
                .update();
        UUID payment =
                jdbc.sql("""
                        insert into payment (id, owner_id, idempotency_key, content_sha256, amount, currency, order_id,
                            captures, status, proven, created_at, updated_at)
                        values (gen_random_uuid(), ?, ?, '', 9900, 'KRW', 'A-1', true, 'CREATED', 'CREATED', now(), now())
                        returning id""").params(caller.userId(), name).query(UUID.class).single();
        Answer order = send("orders-create", caller, Map.of("Idempotency-Key", name), order(name, "nothing-listed"));
        return new Seller(
                caller,
                Map.of(
                        Thing.BATCH, batch.toString(),
                        Thing.REGISTRATION, String.valueOf(job.registrationId()),
                        Thing.DEAD_LETTER, deadLetter(job),
                        Thing.ACCOUNT, String.valueOf(accountId),
                        Thing.PICTURE, picture,
                        Thing.PAYMENT, payment.toString(),
                        Thing.ORDER, json(order).path("order_id").asText()),
                product);
    }

    /** Sends a request to the route behind a path. */
    Answer send(String route, Caller caller, Map<String, String> headers, String body) {
        Exchange exchange = producer.request("direct:" + route, request -> {
            request.setVariable(Caller.VARIABLE, caller);
            headers.forEach(request.getMessage()::setHeader);
            request.getMessage().setBody(body);
        });
        assertThat(exchange.getException()).isNull();
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        return new Answer(status == null ? 200 : status, exchange.getMessage().getBody(String.class));
    }

    /** Sends a list of one product for Coupang. */
    Answer sendBatch(Caller caller, Map<String, String> headers) {
        return send("intake-batch", caller, headers, """
                {"target_platforms": ["coupang"], "batch_settings": {"image_processing_enabled": false},
                 "products": [%s]}""".formatted(SENT));
    }

    /** An order of one piece, to be paid at Stripe. */
    static String order(String number, String sku) {
        return """
                {"order_number": "%s", "items": [{"seller_sku": "%s", "quantity": 1, "unit_price": 9900}],
                 "payment": {"payment_method": {"stripe": "pm_card_visa"}}}""".formatted(number, sku);
    }

    long ownerOf(Answer accepted) {
        return jdbc.sql("select user_id from registration_batch where id = ?::uuid")
                .param(json(accepted).path("batch_id").asText())
                .query(Long.class)
                .single();
    }

    /** What every table holds that a request could change. */
    String everything() {
        return Stream.of(
                        "registration_batch",
                        "product_registration",
                        "platform_registration",
                        "registration_queue",
                        "held_batch",
                        "dead_letter",
                        "account_gate",
                        "market_account",
                        "listing_template",
                        "payment",
                        "customer_order")
                .map(table -> jdbc.sql("select string_agg(t::text, ' ' order by t::text) from " + table + " t")
                        .query(String.class)
                        .optional()
                        .orElse(""))
                .collect(Collectors.joining("\n"));
    }

    JsonNode json(Answer answer) {
        try {
            return mapper.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).path("code").asText()).isEqualTo(code);
    }

    private String deadLetter(ListingJob job) {
        return jdbc.sql("select id from dead_letter where registration_id = ?")
                .param(job.registrationId())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static BatchRow row(String seller) {
        Product product = TestProducts.product().sku(seller + "-1").build();
        return new BatchRow(1, 1, product.sku(), product, List.of());
    }
}
