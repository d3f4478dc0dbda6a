package io.dropshiphub.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.SellerSku;
import io.dropshiphub.product.Variant;
import io.dropshiphub.sandbox.Sandbox;
import io.dropshiphub.sandbox.SandboxAccounts;
import io.dropshiphub.sandbox.SandboxSettings;
import io.dropshiphub.sandbox.payments.PaymentSettings;
import io.dropshiphub.sandbox.storage.StorageSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the contract suite stands on: simulators of the marketplaces on a free port, and jobs that go through the real
 * platform routes with their real error handling.
 */
public class ContractBed {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CamelContext camel;
    private final ProducerTemplate routes;
    private final PlatformRegistry registry;
    private final MarketAccounts accounts;
    private final JdbcClient database;

    ContractBed(
            CamelContext camel,
            ProducerTemplate routes,
            PlatformRegistry registry,
            MarketAccounts accounts,
            JdbcClient database) {
        this.camel = camel;
        this.routes = routes;
        this.registry = registry;
        this.accounts = accounts;
        this.database = database;
    }

    /** Marketplaces that limit nothing and whose search does not lag. */
    static Sandbox startSandbox() {
        SandboxSettings defaults = SandboxSettings.defaults();
        return Sandbox.start(new SandboxSettings(
                "127.0.0.1",
                0,
                SandboxAccounts.demo(),
                SandboxSettings.Limits.none(),
                1,
                null,
                true,
                Duration.ZERO,
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ofMinutes(5),
                false,
                StorageSettings.defaults(),
                PaymentSettings.defaults()));
    }

    /** Does one job of this kind with the demo account, and gives back what the queue would be told. */
    Outcome run(JobKind kind, String platform, String listingId, Product product) {
        return run(kind, platform, account(platform, "demo"), listingId, product);
    }

    Outcome run(JobKind kind, String platform, long account, String listingId, Product product) {
        addEntrance();
        ListingJob job = claimed(kind, platform, account, listingId, product);
        String room = registry.find(platform).orElseThrow().room();
        String route = "direct:" + room
                + switch (kind) {
                    case REGISTER -> "-register";
                    case UPDATE -> "-update";
                    case LOOK_UP -> "-look-up";
                    case APPROVAL -> "-approval";
                };
        return routes.request("direct:contract", exchange -> {
                    exchange.setVariable("job", job);
                    exchange.setVariable("route", route);
                    exchange.getMessage().setBody(job);
                })
                .getMessage()
                .getBody(Outcome.class);
    }

    long account(String platform, String nameStart) {
        return accounts.eligible(Owners.HOUSE, platform).stream()
                .filter(account -> account.name().startsWith(nameStart))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** The test's own lane: the error handling of the dispatch routes, but the outcome comes back instead of being stored. */
    private synchronized void addEntrance() {
        if (camel.getRoute("contract") == null) {
            try {
                camel.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class).handled(true).bean("callFailures", "classify");
                        from("direct:contract").routeId("contract").toD("${variable.route}");
                    }
                });
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    private ListingJob claimed(JobKind kind, String platform, long account, String listingId, Product product) {
        UUID batch = UUID.randomUUID();
        Instant lease = Instant.now().plusSeconds(3600);
        database.sql("""
                        insert into registration_batch (id, user_id, name, source, dedupe_key, status, platforms, priority,
                            max_attempts, fit_images)
                        select ?, min(id), 'contract', 'rest', ?, 'processing', '{}', 'normal', 3, false from app_user""").params(batch, batch.toString()).update();
        long row = database.sql(
                        "insert into product_registration (batch_id, line, last_line) values (?, 1, 1) returning id")
                .param(batch)
                .query(Long.class)
                .single();
        long registration = database.sql("""
                        insert into platform_registration (product_registration_id, account_id, batch_id, content_hash,
                            state, seller_sku, is_current)
                        values (?, ?, ?, 0, 'waiting', ?, false) returning id""")
                .params(row, account, batch, product.sku().value())
                .query(Long.class)
                .single();
        long id = database.sql("""
                        insert into registration_queue (registration_id, account_id, batch_id, rank, due_at, claim_token,
                            lease_until, max_attempts, kind, state)
                        values (?, ?, ?, now(), now(), 7, ?, 3, ?, 'claimed') returning id""")
                .params(registration, account, batch, Timestamp.from(lease), kind.name())
                .query(Long.class)
                .single();
        return new ListingJob(
                id,
                7,
                lease,
                registration,
                batch,
                kind,
                platform,
                account,
                1,
                0,
                0,
                listingId,
                // where pictures are uploaded, they must be the hub's own
                registry.find(platform).orElseThrow().uploadsImages() ? List.of(platform) : List.of(),
                product);
    }

    /** A product every marketplace takes; each call has its own SKU. */
    static Product product(int sandboxPort) {
        return product(sandboxPort, List.of(), List.of());
    }

    static Product product(int sandboxPort, List<String> optionNames, List<Variant> variants) {
        String sku = "SKU-" + UUID.randomUUID().toString().substring(0, 12);
        return new Product(
                new SellerSku(sku),
                "순면 반팔 티셔츠 " + sku,
                "패션의류/티셔츠",
                19_900,
                null,
                variants.isEmpty()
                        ? 10
                        : variants.stream().mapToInt(Variant::stock).sum(),
                "<p>부드러운 순면 티셔츠</p>",
                List.of(new ImageRef("http://127.0.0.1:" + sandboxPort + "/sandbox/images/shirt.jpg")),
                optionNames,
                variants,
                null,
                "대한섬유",
                "TS-1",
                "국산",
                false,
                false,
                List.of("티셔츠"),
                Map.of("소재", "면 100%", "색상", "블랙", "치수", "M"));
    }

    static Product with(Product product, String name, String categoryId, long price) {
        return with(product, name, categoryId, price, product.stock());
    }

    static Product with(Product product, String name, String categoryId, long price, int stock) {
        return new Product(
                product.sku(),
                name,
                categoryId,
                price,
                product.listPrice(),
                stock,
                product.description(),
                product.images(),
                product.optionNames(),
                product.variants(),
                product.brand(),
                product.manufacturer(),
                product.modelName(),
                product.origin(),
                product.taxFree(),
                product.adultOnly(),
                product.searchTags(),
                product.attributes());
    }

    static JsonNode control(int port, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sandbox" + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> reply = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() >= 300) {
                throw new IllegalStateException(path + " answered " + reply.statusCode() + " " + reply.body());
            }
            return JSON.readTree(reply.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The listings the marketplace holds for a SKU. */
    static List<JsonNode> listings(int port, String room, String sku) {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode reply = control(
                port,
                "GET",
                "/ledger?service=" + room + "&sku=" + URLEncoder.encode(sku, StandardCharsets.UTF_8),
                null);
        (reply.isArray() ? reply : reply.path("listings")).forEach(rows::add);
        return rows;
    }
}
