package io.dropshiphub.payments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.testing.SettableClock;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;

/** The gateways that exist, with the sandbox's keys, without routes and without anything to call. */
public final class GatewayBed {

    /** 09:00 in Korea. */
    public static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    private static final AnnotationConfigApplicationContext CONTEXT = open(Map.of());

    private GatewayBed() {}

    // not annotated as a configuration: the hub's own scan must not find it
    @ComponentScan(
            basePackages = {"io.dropshiphub.payments", "io.dropshiphub.calls"},
            // what keeps the ledger wants a database; adapters do not
            lazyInit = true,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|Bed).*"))
    @ConfigurationPropertiesScan({"io.dropshiphub.payments", "io.dropshiphub.calls"})
    static class Wiring {
        @Bean
        ObjectMapper objectMapper() {
            return new ObjectMapper();
        }

        @Bean
        Clock clock() {
            return CLOCK;
        }

        @Bean(destroyMethod = "stop")
        CamelContext camelContext() {
            DefaultCamelContext camel = new DefaultCamelContext();
            camel.start();
            return camel;
        }

        @Bean
        ProducerTemplate producerTemplate(CamelContext camel) {
            return camel.createProducerTemplate();
        }
    }

    /** All of them. */
    public static Collection<Gateway> all() {
        return CONTEXT.getBeansOfType(Gateway.class).values();
    }

    /** The bean of this type. */
    public static <T> T get(Class<T> type) {
        return CONTEXT.getBean(type);
    }

    /** The same anew with other settings; to be closed. */
    static AnnotationConfigApplicationContext open(Map<String, Object> settings) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment().setActiveProfiles("sandbox");
        new ConfigDataApplicationContextInitializer().initialize(context);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.register(Wiring.class);
        context.refresh();
        return context;
    }
}
