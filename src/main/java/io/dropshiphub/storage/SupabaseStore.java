package io.dropshiphub.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Speaks Supabase Storage: makes its requests and reads its answers. */
@Component
public class SupabaseStore {

    /** Legacy keys are JSON web tokens, which begin like this; they stand in two headers, the new ones in one. */
    private static final String JWT = "eyJ";

    private final StorageProperties.Supabase settings;
    private final ObjectMapper json;
    private final Clock clock;

    SupabaseStore(StorageProperties settings, ObjectMapper json, Clock clock) {
        this.settings = settings.supabase();
        this.json = json;
        this.clock = clock;
    }

    /** Where it is. */
    public String base() {
        return settings.baseUrl();
    }

    /** The request that keeps an object, and does not overwrite one. */
    public StoreCall put(@Body NewObject object) throws IOException {
        Map<String, String> headers = headers();
        headers.put("x-upsert", "false");
        headers.put("cache-control", CacheRules.of(object.purpose()));
        if (object.name() != null) {
            headers.put(
                    "x-metadata",
                    Base64.getEncoder().encodeToString(json.writeValueAsBytes(Map.of("name", object.name()))));
        }
        return new StoreCall(
                "POST",
                "/object/" + settings.bucket(object.purpose()) + "/" + object.key(),
                null,
                headers,
                StreamedEntity.of(object.content(), object.contentType()));
    }

    /** The request for an object's content. */
    public StoreCall get(@Body StoredObject object) {
        return new StoreCall("GET", "/object/authenticated/" + place(object), null, headers(), null);
    }

    /** The request for an object's size. */
    public StoreCall exists(@Body StoredObject object) {
        // not HEAD: its answer has no body, and only the body tells what an error is
        return new StoreCall("GET", "/object/info/authenticated/" + place(object), null, headers(), null);
    }

    /** The request that deletes an object. */
    public StoreCall delete(@Body StoredObject object) throws IOException {
        return new StoreCall(
                "DELETE",
                "/object/" + settings.bucket(object.purpose()),
                null,
                headers(),
                StreamedEntity.json(json.writeValueAsString(Map.of("prefixes", new String[] {object.key()}))));
    }

    /** The request for a signed address. */
    public StoreCall sign(@Body SignedUrl wish) throws IOException {
        return new StoreCall(
                "POST",
                "/object/sign/" + place(wish.object()),
                null,
                headers(),
                StreamedEntity.json(json.writeValueAsString(
                        Map.of("expiresIn", Math.max(1, wish.valid().toSeconds())))));
    }

    /** A successful answer as it is; everything else is thrown. */
    public StoreReply read(@Body StoreReply reply) {
        if (!reply.isSuccess()) {
            throw SupabaseReplies.failure(reply, clock);
        }
        return reply;
    }

    /** The content in a successful answer. */
    public InputStream content(@Body StoreReply reply) {
        return reply.body();
    }

    /** The size in a successful answer. */
    public long size(@Body StoreReply reply) throws IOException {
        return json.readTree(reply.text()).path("size").asLong();
    }

    /** The signed address in a successful answer; it offers the name that people know. */
    public String signed(@Body StoreReply reply, @Variable("stored") StoredObject object) {
        String address = settings.baseUrl() + SupabaseReplies.signedUrl(reply.text());
        return object.name() == null
                ? address
                : address + "&download="
                        + URLEncoder.encode(object.name(), StandardCharsets.UTF_8)
                                .replace("+", "%20");
    }

    private String place(StoredObject object) {
        return settings.bucket(object.purpose()) + "/" + object.key();
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("apikey", settings.key());
        if (settings.key().startsWith(JWT)) {
            headers.put("Authorization", "Bearer " + settings.key());
        }
        return headers;
    }
}
