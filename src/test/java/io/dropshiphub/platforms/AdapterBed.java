package io.dropshiphub.platforms;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Owners;
import io.dropshiphub.security.SecretInfo;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.Vault;
import io.dropshiphub.testing.SettableClock;
import io.dropshiphub.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The accounts and the adapters with the demo configuration, without routes and without anything to call. */
public final class AdapterBed {

    /** 09:00 in Korea. */
    public static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final AnnotationConfigApplicationContext CONTEXT = start();

    private AdapterBed() {}

    // not annotated as a configuration: the hub's own scan must not find it
    @ComponentScan(
            basePackages = {"io.dropshiphub.accounts", "io.dropshiphub.platforms"},
            // what looks after accounts wants a vault and a queue; adapters do not
            lazyInit = true,
            // the beds of other tests lie in the same packages
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|Bed).*"))
    @ConfigurationPropertiesScan({"io.dropshiphub.accounts", "io.dropshiphub.platforms"})
    static class Wiring {
        @Bean
        DataSource dataSource() {
            return DATABASE.dataSource();
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        TransactionTemplate transactionTemplate(DataSource dataSource) {
            return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        }

        @Bean
        ObjectMapper objectMapper() {
            return new ObjectMapper();
        }

        @Bean
        Clock clock() {
            return CLOCK;
        }

        /** Empty: the demo accounts have their credentials in the configuration. */
        @Bean
        Vault vault() {
            return new Vault() {
                @Override
                public void put(SecretName name, String value, Instant expires, String actor) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Optional<String> open(SecretName name, String purpose) {
                    return Optional.empty();
                }

                @Override
                public List<SecretInfo> describe(String owner) {
                    return List.of();
                }

                @Override
                public void remove(SecretName name, String actor) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Bean
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

    /** The bean of this type. */
    public static <T> T get(Class<T> type) {
        return CONTEXT.getBean(type);
    }

    /** A job for this product on the preferred demo account of its marketplace. */
    public static ListingJob job(TestProducts product, JobKind kind, String platform, String listingId) {
        long account = get(MarketAccounts.class)
                .eligible(Owners.HOUSE, platform)
                .get(0)
                .id();
        ListingJob job = product.job(kind, platform, listingId);
        return new ListingJob(
                job.id(),
                job.claimToken(),
                job.leaseUntil(),
                job.registrationId(),
                job.batchId(),
                kind,
                platform,
                account,
                1,
                0,
                0,
                listingId,
                List.of(),
                job.product());
    }

    private static AnnotationConfigApplicationContext start() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment().setActiveProfiles("sandbox");
        new ConfigDataApplicationContextInitializer().initialize(context);
        context.register(Wiring.class);
        context.refresh();
        return context;
    }
}
