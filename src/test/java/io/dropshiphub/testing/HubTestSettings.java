package io.dropshiphub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives a test's hub its own database, and turns off what would act on files outside the test. */
class HubTestSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final List<String> OUTSIDE = List.of(
            "platforms.coupang",
            "platforms.naver",
            "platforms.eleventh-street",
            "payments.stripe",
            "payments.paypal",
            "payments.square",
            "payments.toss");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase.outliveHubs();
        TestDatabase database = TestDatabase.create();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("hub.database.url", database.url());
        settings.put("hub.database.pool-size", "8");
        settings.put("hub.security.master-key", TestKeys.MASTER);
        settings.put("hub.routes.watch", "false");
        // what is still under way when the tests are over is of no use to anybody
        settings.put("camel.main.shutdown-timeout", "2");
        settings.put("hub.intake.inbox", temporaryFolder("hub-inbox-"));
        String secrets = temporaryFolder("hub-secrets-");
        settings.put("hub.security.login.admin-password-file", secrets + "/admin-password");
        settings.put("hub.security.login.local-api-key-file", "");
        // hashes as weak as they may be: the tests are not about guessing
        settings.put("hub.security.login.hashing.memory", "64KB");
        settings.put("hub.security.login.hashing.iterations", "1");
        settings.put("hub.security.audit.checkpoint-file", secrets + "/audit-checkpoints.jsonl");
        // a route that the test has not loaded is missed at once, not after half a minute
        settings.put("camel.component.direct.block", "false");
        // a test that means no service in particular reaches none, at once
        for (String service : OUTSIDE) {
            settings.put("hub." + service + ".base-url", "http://127.0.0.1:1");
        }
        // after the test's own properties, before application.yaml: the test may still decide otherwise
        MapPropertySource source = new MapPropertySource("hubTest", settings);
        var sources = context.getEnvironment().getPropertySources();
        if (sources.contains("Inlined Test Properties")) {
            sources.addAfter("Inlined Test Properties", source);
        } else {
            sources.addFirst(source);
        }
        ((GenericApplicationContext) context).registerBean(TestUsers.class);
    }

    private static String temporaryFolder(String name) {
        try {
            return Files.createTempDirectory(name).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
