package io.dropshiphub.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The settings as {@code application.yaml} declares them, with what a test changes. */
final class Settings {

    private Settings() {}

    static ImagesProperties with(String... keysAndValues) {
        Map<String, Object> changed = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            changed.put("hub.images." + keysAndValues[i], keysAndValues[i + 1]);
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", changed));
        try {
            new YamlPropertySourceLoader()
                    .load("application", new ClassPathResource("application.yaml")).stream()
                            .filter(document -> !document.containsProperty("spring.config.activate.on-profile"))
                            .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Binder.get(environment)
                .bind("hub.images", ImagesProperties.class)
                .get();
    }
}
