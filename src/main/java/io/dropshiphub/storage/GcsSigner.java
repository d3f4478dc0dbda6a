package io.dropshiphub.storage;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Signs addresses of objects for a limited time, by Google's V4 process; made here, Google is not asked. */
@Component
public class GcsSigner {

    private static final String ALGORITHM = "GOOG4-RSA-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DAY_LENGTH = 8;

    /** Google's limit. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final StorageProperties.Gcs settings;
    private final GcsKey key;
    private final Clock clock;

    GcsSigner(StorageProperties settings, GcsKey key, Clock clock) {
        this.settings = settings.gcs();
        this.key = key;
        this.clock = clock;
    }

    /** The signed address; at most seven days. */
    public String sign(@Body SignedUrl wish) throws IOException {
        URI server = URI.create(settings.baseUrl());
        String path = "/" + settings.bucket(wish.object().purpose()) + "/"
                + wish.object().key();
        String time = TIME.format(clock.instant());
        String scope = time.substring(0, DAY_LENGTH) + "/auto/storage/goog4_request";
        Duration valid = wish.valid().compareTo(LONGEST) > 0 ? LONGEST : wish.valid();
        Map<String, String> query = new TreeMap<>();
        query.put("X-Goog-Algorithm", ALGORITHM);
        query.put("X-Goog-Credential", key.email() + "/" + scope);
        query.put("X-Goog-Date", time);
        query.put("X-Goog-Expires", String.valueOf(Math.max(1, valid.toSeconds())));
        query.put("X-Goog-SignedHeaders", "host");
        if (wish.disposition() != null) {
            query.put("response-content-disposition", wish.disposition());
        }
        String canonicalQuery = query.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        String request =
                String.join("\n", "GET", path, canonicalQuery, "host:" + host(server), "", "host", "UNSIGNED-PAYLOAD");
        String toSign = String.join("\n", ALGORITHM, time, scope, sha256(request));
        String signature = HexFormat.of().formatHex(key.sign(toSign.getBytes(StandardCharsets.UTF_8)));
        return settings.baseUrl() + path + "?" + canonicalQuery + "&X-Goog-Signature=" + signature;
    }

    private static String host(URI server) {
        return server.getPort() < 0 ? server.getHost() : server.getHost() + ":" + server.getPort();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
