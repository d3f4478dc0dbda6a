package io.dropshiphub.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.filesystem.reference.FilesystemConstants;

/** An S3 server in this process, which keeps its objects on disk. Can be stopped and started again on the same port. */
final class S3Server implements AutoCloseable {

    static final String ACCESS_KEY = "test-access";
    static final String SECRET_KEY = "test-secret";

    private final BlobStoreContext context;
    private int port;
    private S3Proxy running;

    S3Server(String... buckets) {
        Properties properties = new Properties();
        properties.setProperty(FilesystemConstants.PROPERTY_BASEDIR, folder().toString());
        context = ContextBuilder.newBuilder("filesystem")
                .credentials("unused", "unused")
                .overrides(properties)
                .build(BlobStoreContext.class);
        for (String bucket : buckets) {
            blobs().createContainerInLocation(null, bucket);
        }
        start(ACCESS_KEY, SECRET_KEY);
    }

    /** What it holds, seen from behind. */
    BlobStore blobs() {
        return context.getBlobStore();
    }

    int port() {
        return port;
    }

    void stop() {
        try {
            running.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it with these credentials on the port it had. */
    void start(String accessKey, String secretKey) {
        try {
            running = S3Proxy.builder()
                    .blobStore(blobs())
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                    .ignoreUnknownHeaders(true)
                    .v4MaxNonChunkedRequestSize(512L * 1024 * 1024)
                    .build();
            running.start();
            port = running.getPort();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
        context.close();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("hub-s3-");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
