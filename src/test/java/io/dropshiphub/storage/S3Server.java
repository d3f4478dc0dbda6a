package io.dropshiphub.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private final String host;
    private int port;
    private S3Proxy running;

    S3Server(String... buckets) {
        this(null, List.of(buckets));
    }

    /** @param host below whose name the buckets are, or null when they stand in the path */
    S3Server(String host, List<String> buckets) {
        this.host = host;
        Properties properties = new Properties();
        properties.setProperty(FilesystemConstants.PROPERTY_BASEDIR, folder().toString());
        context = ContextBuilder.newBuilder("filesystem")
                .credentials("unused", "unused")
                .overrides(properties)
                .build(BlobStoreContext.class);
        for (String bucket : buckets) {
            create(bucket);
        }
        start(ACCESS_KEY, SECRET_KEY);
    }

    /** Makes a bucket, if there is none. */
    void create(String bucket) {
        blobs().createContainerInLocation(null, bucket);
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

    /** A server in front of it that asks nobody for credentials, as a CDN; it goes on when this one stops. */
    int startFront() {
        try {
            S3Proxy front = S3Proxy.builder()
                    .blobStore(blobs())
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .ignoreUnknownHeaders(true)
                    .build();
            front.start();
            return front.getPort();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it without any credentials on the port it had. */
    void startForEverybody() {
        start(S3Proxy.builder());
    }

    /** Starts it with these credentials on the port it had. */
    void start(String accessKey, String secretKey) {
        start(S3Proxy.builder().awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey));
    }

    private void start(S3Proxy.Builder server) {
        try {
            server.blobStore(blobs())
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .ignoreUnknownHeaders(true);
            running = host == null ? server.build() : server.virtualHost(host).build();
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
