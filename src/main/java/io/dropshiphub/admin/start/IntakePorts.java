package io.dropshiphub.admin.start;

import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.images.HostedImages;
import io.dropshiphub.intake.KnownPlatforms;
import io.dropshiphub.intake.ZipImages;
import io.dropshiphub.platforms.Platform;
import io.dropshiphub.platforms.PlatformRegistry;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What intake asks of features it must not know: the names of the marketplaces, and a place for pictures. */
@Configuration(proxyBeanMethods = false)
class IntakePorts {

    @Bean
    KnownPlatforms knownPlatforms(PlatformRegistry registry, MarketAccounts accounts) {
        return new KnownPlatforms() {
            @Override
            public Set<String> all() {
                return those(platform -> true);
            }

            @Override
            public Set<String> withAccount() {
                return those(platform -> !accounts.eligible(platform).isEmpty());
            }

            private Set<String> those(Predicate<String> wanted) {
                return registry.all().stream()
                        .map(Platform::key)
                        .filter(wanted)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }
        };
    }

    @Bean
    ZipImages zipImages(HostedImages images) {
        return images::store;
    }
}
