package io.dropshiphub.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Speaks the JSON interface of Google Cloud Storage: makes its requests and reads its answers. */
@Component
public class GcsStore {

    /** Create only: an object that is there is left alone, and answered with 412. */
    private static final String ONLY_NEW = "&ifGenerationMatch=0";

    private final StorageProperties.Gcs settings;
    private final ObjectMapper json;
    private final Clock clock;

    GcsStore(StorageProperties settings, ObjectMapper json, Clock clock) {
        this.settings = settings.gcs();
        this.json = json;
        this.clock = clock;
    }

    /** Where it is. */
    public String base() {
        return settings.baseUrl();
    }

    /** Whether one request is enough. */
    public boolean isSmall(@Body NewObject object) throws IOException {
        return object.content().contentLength() <= settings.chunk().toBytes();
    }

    /** The request that keeps a small object: what is told about it, and its content. */
    public StoreCall put(@Body NewObject object) throws IOException {
        String boundary = "hub-" + UUID.randomUUID();
        String before = "--" + boundary + "\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n" + told(object)
                + "\r\n--" + boundary + "\r\nContent-Type: " + object.contentType() + "\r\n\r\n";
        return new StoreCall(
                "POST",
                uploads(object),
                "uploadType=multipart&name=" + encoded(object.key()) + ONLY_NEW,
                Map.of(),
                StreamedEntity.of(
                        before,
                        object.content(),
                        "\r\n--" + boundary + "--\r\n",
                        "multipart/related; boundary=" + boundary));
    }

    /** The request that begins an upload in pieces. */
    public StoreCall begin(@Body NewObject object) throws IOException {
        return new StoreCall(
                "POST",
                uploads(object),
                "uploadType=resumable&name=" + encoded(object.key()) + ONLY_NEW,
                Map.of(
                        "X-Upload-Content-Type",
                        object.contentType(),
                        "X-Upload-Content-Length",
                        String.valueOf(object.content().contentLength())),
                StreamedEntity.json(told(object)));
    }

    /** The request for an object's content. */
    public StoreCall get(@Body StoredObject object) {
        return new StoreCall("GET", place(object), "alt=media", Map.of(), null);
    }

    /** The request for an object's size. */
    public StoreCall exists(@Body StoredObject object) {
        return new StoreCall("GET", place(object), "fields=size", Map.of(), null);
    }

    /** The request that deletes an object. */
    public StoreCall delete(@Body StoredObject object) {
        return new StoreCall("DELETE", place(object), null, Map.of(), null);
    }

    /** A successful answer, or one that asks for the next piece, as it is; everything else is thrown. */
    public StoreReply read(@Body StoreReply reply) {
        if (reply.isSuccess() || reply.status() == GcsUploads.GO_ON) {
            return reply;
        }
        String said = HttpFailures.said(reply.status(), message(reply.text()));
        if (reply.status() == 404 && said.contains("bucket")) {
            throw StoreFailure.of(StoreFailure.Kind.SETUP, "has no such bucket (" + said + ")");
        }
        throw HttpFailures.of(reply.status(), said, reply.headers().get("retry-after"), clock);
    }

    /** The content in a successful answer. */
    public InputStream content(@Body StoreReply reply) {
        return reply.body();
    }

    /** The size in a successful answer. */
    public long size(@Body StoreReply reply) throws JsonProcessingException {
        return json.readTree(reply.text()).path("size").asLong();
    }

    private String told(NewObject object) throws JsonProcessingException {
        var told = json.createObjectNode()
                .put("name", object.key())
                .put("contentType", object.contentType())
                .put("cacheControl", CacheRules.of(object.purpose()));
        if (object.name() != null) {
            told.putObject("metadata").put("name", object.name());
        }
        return json.writeValueAsString(told);
    }

    private String message(String body) {
        try {
            JsonNode error = json.readTree(body).path("error");
            return error.isTextual() ? error.asText() : error.path("message").asText("");
        } catch (JsonProcessingException notJson) {
            return body;
        }
    }

    private String uploads(NewObject object) {
        return "/upload/storage/v1/b/" + settings.bucket(object.purpose()) + "/o";
    }

    private String place(StoredObject object) {
        return "/storage/v1/b/" + settings.bucket(object.purpose()) + "/o/" + encoded(object.key());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
