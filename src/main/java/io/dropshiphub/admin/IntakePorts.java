package io.dropshiphub.admin;

import io.dropshiphub.images.HostedImages;
import io.dropshiphub.intake.KnownPlatforms;
import io.dropshiphub.intake.ZipImages;
import io.dropshiphub.platforms.Platform;
import io.dropshiphub.platforms.PlatformRegistry;
import java.util.LinkedHashSet;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What intake asks of features it must not know: the names of the marketplaces, and a place for pictures. */
@Configuration(proxyBeanMethods = false)
class IntakePorts {

    @Bean
    KnownPlatforms knownPlatforms(PlatformRegistry registry) {
        return () -> registry.all().stream().map(Platform::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Bean
    ZipImages zipImages(HostedImages images) {
        return images::store;
    }
}
