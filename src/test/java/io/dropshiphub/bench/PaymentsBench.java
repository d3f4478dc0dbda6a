package io.dropshiphub.bench;

import io.dropshiphub.DropshipHub;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.product.Money;
import io.dropshiphub.product.Owners;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.ProducerTemplate;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How much longer a charge takes as a route step, with its ledger and everything that keeps it from happening twice, than the bare
 * HTTP call to the same simulated gateway; and than that call between two durable writes, which nobody can do without who stores
 * the key before and the answer after. Turn by turn in one process.
 */
final class PaymentsBench {

    private static final Money AMOUNT = new Money(new BigDecimal("12.34"), Currency.getInstance("USD"));
    private static final String FORM = "amount=1234&currency=usd&payment_method=pm_card_visa&confirm=true"
            + "&automatic_payment_methods%5Benabled%5D=true&automatic_payment_methods%5Ballow_redirects%5D=never"
            + "&metadata%5Border_id%5D=";
    private static final int WARM_UP = 5;

    private final int calls;
    private final int callers;
    private final CloseableHttpClient http;
    private final String address;
    private final ProducerTemplate routes;
    private final JdbcTemplate jdbc;

    private PaymentsBench(Options options, String address, ConfigurableApplicationContext hub) {
        this.calls = options.number("calls", 2000);
        this.callers = options.number("callers", 1);
        this.address = address + "/stripe/v1/payment_intents";
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(callers)
                        .setMaxConnTotal(callers)
                        .build())
                .build();
        this.routes = hub.getBean(ProducerTemplate.class);
        this.jdbc = hub.getBean(JdbcTemplate.class);
    }

    static void run(Options options) throws Exception {
        Path directory = Files.createTempDirectory("hub-bench");
        try (SandboxUnderLoad sandbox = SandboxUnderLoad.start(directory);
                ConfigurableApplicationContext hub = hub(directory, sandbox.address())) {
            new PaymentsBench(options, sandbox.address(), hub).measure(options.number("rounds", 10));
        }
    }

    private void measure(int rounds) throws Exception {
        jdbc.execute("create table bench_note (id uuid primary key, note text)");
        System.out.printf(Locale.ROOT, "%d charges a round by %d callers, Stripe simulated%n", calls, callers);
        List<double[]> steps = new ArrayList<>();
        List<double[]> bare = new ArrayList<>();
        List<double[]> written = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double[] call = timed(this::bareCall);
            double[] noted = timed(this::callBetweenWrites);
            double[] step = timed(this::step);
            System.out.printf(
                    Locale.ROOT,
                    "round %d, ms (median / p99): bare %s, between writes %s, step %s%n",
                    round,
                    told(call),
                    told(noted),
                    told(step));
            if (round >= WARM_UP) {
                bare.add(call);
                written.add(noted);
                steps.add(step);
            }
        }
        double[] call = all(bare);
        double[] noted = all(written);
        double[] step = all(steps);
        System.out.printf(
                Locale.ROOT,
                "all counted rounds: bare %s, between writes %s, step %s%n",
                told(call),
                told(noted),
                told(step));
        System.out.printf(
                Locale.ROOT,
                "the step adds to the bare call: median %.2f ms, p99 %.2f ms; to the call between two durable writes:"
                        + " median %.2f ms, p99 %.2f ms%n",
                at(step, 0.5) - at(call, 0.5),
                at(step, 0.99) - at(call, 0.99),
                at(step, 0.5) - at(noted, 0.5),
                at(step, 0.99) - at(noted, 0.99));
    }

    private void step() {
        String number = UUID.randomUUID().toString();
        Payment payment = routes.requestBody(
                "direct:payment-charge",
                new PaymentRequest(
                        Owners.HOUSE,
                        number,
                        AMOUNT,
                        number,
                        null,
                        Map.of("stripe", "pm_card_visa"),
                        null,
                        true,
                        null,
                        Map.of(),
                        null),
                Payment.class);
        if (payment.status() != PaymentStatus.SUCCEEDED) {
            throw new IllegalStateException("the charge is " + payment.status() + ": " + payment.message());
        }
    }

    private void bareCall() throws Exception {
        String number = UUID.randomUUID().toString();
        HttpPost post = new HttpPost(address);
        post.setHeader("Authorization", "Bearer sk_test_sandbox0stripe0key");
        post.setHeader("Idempotency-Key", number);
        post.setHeader("Stripe-Version", "2026-10-28.endive");
        post.setEntity(new StringEntity(
                FORM + number, ContentType.create("application/x-www-form-urlencoded", StandardCharsets.UTF_8)));
        String answer = http.execute(post, reply -> EntityUtils.toString(reply.getEntity()));
        if (!answer.contains("\"succeeded\"")) {
            throw new IllegalStateException("the bare call was answered " + answer);
        }
    }

    private void callBetweenWrites() throws Exception {
        UUID id = UUID.randomUUID();
        jdbc.update("insert into bench_note values (?, 'begun')", id);
        bareCall();
        jdbc.update("update bench_note set note = 'done' where id = ?", id);
    }

    private interface Call {
        void make() throws Exception;
    }

    /** Milliseconds of each call, sorted. */
    private double[] timed(Call call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            List<Callable<Double>> jobs = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                jobs.add(() -> {
                    long begin = System.nanoTime();
                    call.make();
                    return (System.nanoTime() - begin) / 1e6;
                });
            }
            double[] taken = new double[calls];
            int n = 0;
            for (Future<Double> each : pool.invokeAll(jobs)) {
                taken[n++] = each.get();
            }
            Arrays.sort(taken);
            return taken;
        } finally {
            pool.shutdown();
        }
    }

    private static double[] all(List<double[]> rounds) {
        return rounds.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }

    private static String told(double[] sorted) {
        return String.format(Locale.ROOT, "%.2f / %.2f", at(sorted, 0.5), at(sorted, 0.99));
    }

    private static ConfigurableApplicationContext hub(Path directory, String sandbox) {
        return new SpringApplicationBuilder(DropshipHub.class)
                .initializers(new WithoutTests())
                .run(
                        "--server.port=0",
                        "--spring.profiles.active=sandbox",
                        "--hub.sandbox.enabled=false",
                        "--hub.database.directory=" + directory.resolve("postgres"),
                        "--hub.intake.inbox=" + directory.resolve("inbox"),
                        "--hub.images.work-directory=" + directory.resolve("images"),
                        "--hub.storage.local.directory=" + directory.resolve("media"),
                        "--hub.security.login.local-api-key-file=",
                        "--hub.payments.stripe.base-url=" + sandbox + "/stripe",
                        "--hub.payments.stripe.limits.calls=100000",
                        "--hub.payments.stripe.limits.window=1s",
                        "--logging.level.root=WARN");
    }
}
