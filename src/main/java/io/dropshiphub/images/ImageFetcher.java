package io.dropshiphub.images;

import io.dropshiphub.images.codec.ImageFormat;
import io.dropshiphub.product.CallFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.BasicHttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Downloads a picture from an address that somebody else chose. Treats both the address and the answer as hostile: see
 * {@link ImageAddress} and {@link GuardedResolver} for where it goes, and the limits here for what it takes.
 */
@Component
class ImageFetcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImageFetcher.class);

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    /** Answers that say "not now": everything else below 500 is final. */
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429);

    private static final int CHUNK = 64 * 1024;

    private final ImagesProperties.Fetch limits;
    private final AllowedHosts allowed;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hub-images-deadline");
        thread.setDaemon(true);
        return thread;
    });

    @Autowired
    ImageFetcher(ImagesProperties properties) {
        this(properties, SystemDefaultDnsResolver.INSTANCE);
    }

    ImageFetcher(ImagesProperties properties, DnsResolver names) {
        limits = properties.fetch();
        allowed = new AllowedHosts(properties.allowHosts());
        Timeout connect = Timeout.of(limits.connectTimeout());
        Timeout silence = Timeout.of(limits.deadline());
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedResolver(names, allowed))
                        .setMaxConnTotal(properties.workers())
                        .setMaxConnPerRoute(properties.workers())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(silence)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(silence)
                        .build())
                // straight to the server: through a proxy the checked address would not be the connected one
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .setUserAgent("DropshipHub-images")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                // a packed answer could unpack to anything: what must be unpacked is, within the limits
                .disableContentCompression()
                .build();
    }

    /**
     * Downloads the picture at {@code address} into {@code target}, which must not exist yet.
     *
     * @return the SHA-256 of its bytes, in hexadecimal
     * @throws CallFailed rejected when that is refused or will never work, not sent when it may work later
     */
    String fetch(String address, Path target) {
        MessageDigest digest = Hashes.digest();
        long end = System.nanoTime() + limits.deadline().toNanos();
        ImageAddress at = ImageAddress.parse(address);
        for (int redirects = 0; redirects <= limits.maxRedirects(); redirects++) {
            String location = ask(address, at, target, digest, end);
            if (location == null) {
                return Hashes.hex(digest);
            }
            at = follow(address, at, location);
        }
        throw ImageProblems.redirects(address, "it redirects more than " + limits.maxRedirects() + " times");
    }

    private static ImageAddress follow(String address, ImageAddress from, String location) {
        try {
            return from.redirect(location);
        } catch (CallFailed e) {
            // the seller knows the address in the row, not the one behind it
            throw ImageProblems.redirects(
                    address, "it redirects to " + ImageProblems.shown(location) + ", which may not be asked");
        }
    }

    /** One request; the place it redirects to, or null when the picture is in {@code target}. */
    private String ask(String address, ImageAddress at, Path target, MessageDigest digest, long end) {
        if (!at.usualPort() && !allowed.contains(at.host(), at.port())) {
            throw ImageProblems.port(named(address, at), at.port());
        }
        HttpGet request = new HttpGet(URI.create(at.toString()));
        request.setHeader("Accept", "image/jpeg, image/png, image/*;q=0.8");
        request.setHeader("Accept-Encoding", "identity");
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw ImageProblems.tooSlow(address, limits.deadline(), null);
        }
        // timeouts of the socket start anew with every byte; this one does not
        ScheduledFuture<?> deadline = deadlines.schedule(request::cancel, left, TimeUnit.NANOSECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(
                    new HttpHost(at.scheme(), at.host(), at.port()), request, new BasicHttpContext());
            try {
                return read(address, response, target, digest);
            } finally {
                leave(request, response);
            }
        } catch (IOException | RuntimeException e) {
            throw judge(address, at, e, System.nanoTime() >= end);
        } finally {
            deadline.cancel(false);
        }
    }

    /** Frees the connection. Closing alone would first read all that is still to come, which may never end. */
    private static void leave(HttpGet request, ClassicHttpResponse response) {
        request.cancel();
        try {
            response.close();
        } catch (IOException e) {
            LOG.trace("an answer was broken off", e);
        }
    }

    /** The place the answer redirects to, or null when it was the picture, which then is in {@code target}. */
    private String read(String address, ClassicHttpResponse response, Path target, MessageDigest digest)
            throws IOException {
        int status = response.getCode();
        if (REDIRECTS.contains(status)) {
            Header location = response.getFirstHeader("Location");
            if (location == null || location.getValue() == null) {
                throw ImageProblems.redirects(address, "its redirect names no address");
            }
            return location.getValue();
        }
        if (status >= 500 || NOT_NOW.contains(status)) {
            throw ImageProblems.busy(address, status, retryAfter(response));
        }
        if (status != 200) {
            throw ImageProblems.status(address, status);
        }
        save(address, response, target, digest);
        return null;
    }

    private void save(String address, ClassicHttpResponse response, Path target, MessageDigest digest)
            throws IOException {
        long limit = limits.maxBytes().toBytes();
        if (response.getEntity() == null) {
            throw ImageProblems.empty(address);
        }
        if (response.getEntity().getContentLength() > limit) {
            throw ImageProblems.tooManyBytes(address, limit);
        }
        // not closed here: its owner breaks it off when it is not read to its end
        InputStream in = unpacked(response.getEntity().getContent());
        byte[] head = in.readNBytes(ImageFormat.SNIFF_BYTES);
        recognise(address, head);
        copy(address, head, in, target, digest);
    }

    /**
     * Some servers pack whatever they send, though not asked to, and some only say so: the bytes tell. The limits count what
     * it unpacks to.
     */
    private static InputStream unpacked(InputStream sent) throws IOException {
        PushbackInputStream in = new PushbackInputStream(sent, 2);
        byte[] begin = in.readNBytes(2);
        in.unread(begin);
        boolean gzip = begin.length == 2 && begin[0] == 0x1F && begin[1] == (byte) 0x8B;
        return gzip ? new GZIPInputStream(in) : in;
    }

    /**
     * The format these first bytes of a file tell.
     *
     * @throws CallFailed rejected when they tell none that the hub reads
     */
    static ImageFormat recognise(String address, byte[] head) {
        if (head.length == 0) {
            throw ImageProblems.empty(address);
        }
        return ImageFormat.of(head, head.length).orElseThrow(() -> {
            Optional<ImageFormat.LookAlike> seen = ImageFormat.lookAlike(head, head.length);
            return seen.filter(ImageFormat.LookAlike::picture).isPresent()
                    ? ImageProblems.unsupported(address, seen.get().what())
                    : ImageProblems.notAPicture(
                            address, seen.map(ImageFormat.LookAlike::what).orElse(null));
        });
    }

    private void copy(String address, byte[] head, InputStream in, Path target, MessageDigest digest)
            throws IOException {
        long limit = limits.maxBytes().toBytes();
        // hashed on the way: reading the file again for it costs as much as writing it
        try (OutputStream out =
                new DigestOutputStream(Files.newOutputStream(target, StandardOpenOption.CREATE_NEW), digest)) {
            out.write(head);
            long total = head.length;
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                total += n;
                if (total > limit) {
                    throw ImageProblems.tooManyBytes(address, limit);
                }
                out.write(chunk, 0, n);
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    private CallFailed judge(String address, ImageAddress at, Exception e, boolean late) {
        if (e instanceof CallFailed decided) {
            return decided;
        }
        if (e instanceof GuardedResolver.NotPublicException) {
            return ImageProblems.notPublic(named(address, at), e);
        }
        if (late || e instanceof java.io.InterruptedIOException) {
            return ImageProblems.tooSlow(address, limits.deadline(), e);
        }
        if (e instanceof UnknownHostException) {
            return ImageProblems.noSuchHost(address, e);
        }
        if (e instanceof SSLPeerUnverifiedException || hasCause(e, CertificateException.class)) {
            return ImageProblems.certificate(address, e);
        }
        if (e instanceof java.nio.file.FileSystemException) {
            return ImageProblems.ownTrouble(address, e);
        }
        return ImageProblems.unreachable(address, e);
    }

    private static String named(String address, ImageAddress at) {
        return at.toString().equals(address) ? address : address + " (leading to " + at + ")";
    }

    private static boolean hasCause(Throwable e, Class<?> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    /** The seconds a server asks to wait; null for none and for dates, which the schedule covers well enough. */
    private static Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        return header != null && header.getValue() != null && header.getValue().matches("\\d{1,5}")
                ? Duration.ofSeconds(Long.parseLong(header.getValue()))
                : null;
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
