package io.dropshiphub.sandbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Runs the sandbox inside the hub's process for development, before any route starts. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("hub.sandbox.enabled")
@EnableConfigurationProperties(SandboxProperties.class)
class SandboxConfiguration {

    private static final String PROFILE = "sandbox";

    SandboxConfiguration(Environment environment) {
        if (!environment.acceptsProfiles(Profiles.of(PROFILE))) {
            throw new IllegalStateException("hub.sandbox.enabled is true, but the profile '" + PROFILE
                    + "' is not active: simulated marketplaces never run in production. Switch hub.sandbox.enabled off,"
                    + " or start with --spring.profiles.active=" + PROFILE + ".");
        }
    }

    @Bean
    SmartLifecycle embeddedSandbox(SandboxProperties properties) {
        return new EmbeddedSandbox(properties.toSettings());
    }

    /** Started first and stopped last. */
    private static final class EmbeddedSandbox implements SmartLifecycle {

        private static final Logger LOG = LoggerFactory.getLogger(SandboxConfiguration.class);

        /** Well below the phase of Camel's routes and of the web server. */
        private static final int PHASE = Integer.MIN_VALUE + 1000;

        private final SandboxSettings settings;
        private volatile Sandbox sandbox;

        EmbeddedSandbox(SandboxSettings settings) {
            this.settings = settings;
        }

        @Override
        public void start() {
            sandbox = Sandbox.start(settings);
            LOG.info(
                    "Sandbox: simulated Coupang, Naver, 11st, Google Cloud Storage, Supabase and payment services on http://{}:{}/sandbox/, rate limits {}",
                    settings.host(),
                    sandbox.port(),
                    settings.limits().enforced() ? "on" : "off");
        }

        @Override
        public void stop() {
            Sandbox running = sandbox;
            sandbox = null;
            if (running != null) {
                running.close();
            }
        }

        @Override
        public boolean isRunning() {
            return sandbox != null;
        }

        @Override
        public int getPhase() {
            return PHASE;
        }
    }
}
