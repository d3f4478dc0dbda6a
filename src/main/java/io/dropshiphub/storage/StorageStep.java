package io.dropshiphub.storage;

import io.dropshiphub.product.SecretHeader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Where messages and objects meet: any body becomes a {@link NewObject}, calls become what Camel's components want, and
 * answers become plain values. What the caller's message carried besides does not reach a store.
 */
@Component
public class StorageStep {

    /** Header: {@code picture} or {@code archive}, which is meant when there is none. */
    public static final String PURPOSE = "StoragePurpose";

    /** Header: the object's key; without it the key is made from the content and the ending of the name. */
    public static final String KEY = "StorageKey";

    /** Header: what people call the object; without it the file's name. */
    public static final String NAME = "StorageName";

    /** Header: how many seconds an address shall work; without it the lasting address is given. */
    public static final String SECONDS = "StorageUrlSeconds";

    /** Exchange property: the reader closes the stream, also long after this exchange. */
    static final String HANDED_OUT = "HubStorageHandedOut";

    /** Exchange property: the answer of the call under way is an object's content. */
    private static final String OPENS = "HubStorageOpens";

    /** Other answers are a few lines. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    /**
     * The object in a message.
     *
     * @throws io.dropshiphub.product.CallFailed rejected when there is none
     */
    public void accept(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        if (!(message.getBody() instanceof NewObject)) {
            message.setBody(object(exchange, message));
        }
        message.removeHeaders("*");
    }

    /** Body {@link StoreCall} becomes a request of camel-http. */
    public void request(Exchange exchange) {
        Message message = exchange.getMessage();
        StoreCall call = message.getBody(StoreCall.class);
        exchange.setProperty(OPENS, call.opens());
        message.removeHeaders("*");
        call.headers().forEach((name, value) -> message.setHeader(name, SecretHeader.of(name, value)));
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(call.method()));
        message.setHeader(Exchange.HTTP_PATH, call.path());
        if (call.query() != null) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, call.query());
        }
        message.setBody(call.body());
    }

    /** The answer of camel-http becomes a body of {@link StoreReply}; the stream of an object's content is not read. */
    public void reply(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null && !name.startsWith("Camel")) {
                headers.put(name.toLowerCase(Locale.ROOT), value.toString());
            }
        });
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        InputStream body =
                message.getBody() == null ? InputStream.nullInputStream() : message.getBody(InputStream.class);
        if (exchange.getProperty(OPENS, false, Boolean.class) && status < 300) {
            // camel-http closes its stream at the end of the circuit breaker, long before anybody has read it
            exchange.getUnitOfWork()
                    .handoverSynchronization(new DefaultExchange(exchange.getContext()), StorageStep::isOfHttp);
        } else {
            body = new ByteArrayInputStream(body.readNBytes(LONGEST_ANSWER));
        }
        message.removeHeaders("*");
        message.setBody(new StoreReply(status, headers, body));
    }

    /** Body {@link S3Call} becomes what camel-aws2-s3 wants. */
    public void s3Request(Exchange exchange) {
        Message message = exchange.getMessage();
        S3Call call = message.getBody(S3Call.class);
        message.removeHeaders("*");
        call.headers().forEach(message::setHeader);
        message.setBody(call.body());
    }

    /** Sees to it that a stream is closed: with the exchange, or by the reader it is handed out to. */
    public void opened(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        if (!(exchange.getMessage().getBody() instanceof InputStream stream)) {
            return;
        }
        if (!exchange.getProperty(HANDED_OUT, false, Boolean.class)) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    closeQuietly(stream);
                }
            });
        }
    }

    private static boolean isOfHttp(Synchronization synchronization) {
        return synchronization.getClass().getName().startsWith("org.apache.camel.component.http.");
    }

    private static NewObject object(Exchange exchange, Message message) throws IOException {
        String name = message.getHeader(NAME, message.getHeader(Exchange.FILE_NAME_ONLY, String.class), String.class);
        Resource content = content(exchange, message.getBody());
        String key = message.getHeader(KEY, String.class);
        String type = message.getHeader(Exchange.CONTENT_TYPE, "application/octet-stream", String.class);
        try {
            Purpose purpose = Purpose.of(message.getHeader(PURPOSE, "archive", String.class));
            return new NewObject(purpose, key == null ? ContentKeys.of(content, name) : key, content, type, name);
        } catch (IllegalArgumentException wrong) {
            throw StorageProblems.notStorable("A header does not fit (" + wrong.getMessage() + ")");
        }
    }

    /** The body as something that can be read more than once and whose length is known. */
    private static Resource content(Exchange exchange, Object body) throws IOException {
        Object inner = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        if (inner instanceof Resource resource) {
            return resource;
        }
        if (inner instanceof byte[] bytes) {
            return new ByteArrayResource(bytes);
        }
        if (inner instanceof String text) {
            return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
        }
        if (inner instanceof File file) {
            return new FileSystemResource(file);
        }
        if (inner instanceof Path path) {
            return new FileSystemResource(path);
        }
        InputStream stream = inner == null ? null : exchange.getMessage().getBody(InputStream.class);
        if (stream == null) {
            throw StorageProblems.notStorable(
                    inner == null
                            ? "There is no body"
                            : "The body is a " + inner.getClass().getName());
        }
        return spooled(exchange, stream);
    }

    /** A stream can be read once, a store that fails must not be the end: it goes through a temporary file. */
    private static Resource spooled(Exchange exchange, InputStream stream) throws IOException {
        Path file = Files.createTempFile("hub-storage-", null);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                deleteQuietly(file);
            }
        });
        try (stream) {
            Files.copy(stream, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return new FileSystemResource(file);
    }

    private static void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException ignored) {
            // the exchange is over; the connection is dropped either way
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // the system empties its folder of temporary files
        }
    }
}
