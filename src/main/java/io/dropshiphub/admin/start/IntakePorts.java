package io.dropshiphub.admin.start;

import io.dropshiphub.images.HostedImages;
import io.dropshiphub.intake.KnownPlatforms;
import io.dropshiphub.intake.ZipImages;
import io.dropshiphub.platforms.Platform;
import io.dropshiphub.platforms.PlatformRegistry;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives intake what it needs of rooms it does not know. */
@Configuration
class IntakePorts {

    @Bean
    KnownPlatforms knownPlatforms(PlatformRegistry registry) {
        Set<String> keys =
                registry.all().stream().map(Platform::key).collect(Collectors.toCollection(LinkedHashSet::new));
        return () -> keys;
    }

    @Bean
    ZipImages zipImages(HostedImages images) {
        return images::store;
    }
}
