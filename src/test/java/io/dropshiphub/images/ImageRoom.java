package io.dropshiphub.images;

import io.dropshiphub.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The feature's beans, put together as Spring does. */
final class ImageRoom implements AutoCloseable {

    final ImageFetcher fetcher;
    final FittedPictures pictures;
    final HostedImages hosted;
    final ImageFit fit;
    private final Path directory;

    ImageRoom(ImagesProperties settings, SettableClock clock, TestDatabase database) throws IOException {
        this(settings, clock, database, SystemDefaultDnsResolver.INSTANCE);
    }

    ImageRoom(ImagesProperties settings, SettableClock clock, TestDatabase database, DnsResolver names)
            throws IOException {
        directory = settings.directory();
        MediaStore store = new MediaStore(settings);
        PictureFitter fitter = new PictureFitter(settings);
        fetcher = new ImageFetcher(settings, names);
        pictures = new FittedPictures(
                JdbcClient.create(database.dataSource()),
                new SourcePictures(fetcher, settings, clock),
                fitter,
                store,
                settings,
                clock);
        hosted = new HostedImages(store, fitter, settings, new StandardEnvironment());
        fit = new ImageFit(pictures, hosted, settings, clock);
    }

    /** The files in a folder of the room's directory. */
    Set<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(folder))) {
            return files.collect(Collectors.toSet());
        }
    }

    @Override
    public void close() throws Exception {
        pictures.close();
        fetcher.close();
    }
}
