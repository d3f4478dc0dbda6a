package io.dropshiphub.images;

import io.dropshiphub.DropshipHub;
import io.dropshiphub.testing.TestDatabase;
import io.dropshiphub.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A hub with the feature's routes only, with names of its own in place of DNS. */
final class ImageRoom implements AutoCloseable {

    final HostedImages hosted;
    final ImageFit fit;
    private final ConfigurableApplicationContext hub;
    private final Path directory;

    ImageRoom(Path directory, TestDatabase database, DnsResolver names, String... settings) {
        this.directory = directory;
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                // several in one process
                "--spring.jmx.enabled=false",
                "--hub.database.url=" + database.url(),
                "--hub.security.master-key=" + TestKeys.MASTER,
                "--hub.routes.watch=false",
                "--hub.routes.include=_shared/*.camel.yaml,images/*.camel.yaml,storage/*.camel.yaml",
                "--hub.intake.inbox=" + directory.resolve("inbox"),
                "--hub.images.work-directory=" + directory.resolve("source"),
                "--hub.storage.local.directory=" + directory.resolve("media"),
                "--hub.storage.local.archive-directory=" + directory.resolve("archive")));
        for (int i = 0; i < settings.length; i += 2) {
            arguments.add("--hub." + settings[i] + "=" + settings[i + 1]);
        }
        hub = new SpringApplicationBuilder(DropshipHub.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(
                                "imageFetcher",
                                ImageFetcher.class,
                                () -> new ImageFetcher(context.getBean(ImagesProperties.class), names)))
                .run(arguments.toArray(String[]::new));
        hosted = hub.getBean(HostedImages.class);
        fit = hub.getBean(ImageFit.class);
    }

    /** The downloaded originals. */
    Set<Path> originals() throws IOException {
        return files(directory.resolve("source"));
    }

    /** Files that the store has begun to write. */
    Set<Path> unfinished() throws IOException {
        Path folder = directory.resolve("media").resolve("unfinished");
        return Files.exists(folder) ? files(folder) : Set.of();
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toSet());
        }
    }

    @Override
    public void close() {
        hub.close();
    }
}
