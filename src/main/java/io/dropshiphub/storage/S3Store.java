package io.dropshiphub.storage;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.component.aws2.s3.AWS2S3Operations;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Speaks S3 through camel-aws2-s3: says what to do, and reads its answers. */
@Component
public class S3Store {

    private final StorageProperties.S3 settings;
    private final ObjectProvider<S3Presigner> presigner;

    S3Store(StorageProperties settings, ObjectProvider<S3Presigner> presigner) {
        this.settings = settings.s3();
        this.presigner = presigner;
    }

    /** The call that keeps an object. */
    public S3Call put(@Body NewObject object) throws IOException {
        Map<String, Object> headers = place(object.purpose(), object.key());
        headers.put(AWS2S3Constants.CONTENT_TYPE, object.contentType());
        headers.put(AWS2S3Constants.CONTENT_LENGTH, object.content().contentLength());
        headers.put(AWS2S3Constants.CACHE_CONTROL, CacheRules.of(object.purpose()));
        if (object.name() != null) {
            // metadata of S3 are headers, and those are ASCII
            headers.put(AWS2S3Constants.METADATA, Map.of("name", encoded(object.name())));
        }
        return new S3Call(headers, body(object.content()));
    }

    /** The call for an object's content. */
    public S3Call get(@Body StoredObject object) {
        return call(AWS2S3Operations.getObject, object);
    }

    /** The call for an object's size. */
    public S3Call exists(@Body StoredObject object) {
        return call(AWS2S3Operations.headObject, object);
    }

    /** The call that deletes an object. */
    public S3Call delete(@Body StoredObject object) {
        return call(AWS2S3Operations.deleteObject, object);
    }

    /** The size in the answer. */
    public long size(@Body HeadObjectResponse answer) {
        return answer.contentLength();
    }

    /** A signed address; made here, S3 is not asked. */
    public String sign(@Body SignedUrl wish) {
        return presigner
                .getObject()
                .presignGetObject(
                        request -> request.signatureDuration(wish.valid()).getObjectRequest(get -> get.bucket(
                                        settings.bucket(wish.object().purpose()))
                                .key(wish.object().key())
                                .responseContentDisposition(wish.disposition())))
                .url()
                .toString();
    }

    private S3Call call(AWS2S3Operations operation, StoredObject object) {
        Map<String, Object> headers = place(object.purpose(), object.key());
        headers.put(AWS2S3Constants.S3_OPERATION, operation);
        return new S3Call(headers, null);
    }

    private Map<String, Object> place(Purpose purpose, String key) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(AWS2S3Constants.OVERRIDE_BUCKET_NAME, settings.bucket(purpose));
        headers.put(AWS2S3Constants.KEY, key);
        return headers;
    }

    /** What the SDK can read again from the beginning when it has to repeat the call. */
    private static Object body(Resource content) throws IOException {
        if (content instanceof ByteArrayResource bytes) {
            return bytes.getByteArray();
        }
        if (content.isFile()) {
            return content.getFile();
        }
        return content.getInputStream();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
