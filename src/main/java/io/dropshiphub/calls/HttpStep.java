package io.dropshiphub.calls;

import io.dropshiphub.product.SecretHeader;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Puts an {@link ApiCall} on the exchange the way camel-http wants it, and turns its answer into an {@link ApiReply}.
 * The message carries nothing else on the way out, and none of the answer's headers afterwards.
 */
@Component
public class HttpStep {

    /** Variable that holds the call from the moment it may have been sent, for who judges a failure. */
    public static final String CALL = "call";

    /**
     * Variable that may hold an {@link AtomicReference}, set before a circuit breaker: it then holds the call, too. A breaker works on a
     * copy of the exchange, and what was set in the copy is lost when it fails; the reference is the same in both.
     */
    public static final String LAST = "lastCall";

    /** Whether this call would have a second effect if it were made twice. */
    public boolean isCreation(ApiCall call) {
        return call.creates();
    }

    /** Body {@link ApiCall} becomes a request. */
    public void request(Exchange exchange) {
        ApiCall call = exchange.getMessage().getBody(ApiCall.class);
        request(exchange, call, call.body());
    }

    /** The same, for a request that holds what somebody could pay with: traces, which show bodies as text, show no text of this one. */
    public void hiddenRequest(Exchange exchange) {
        ApiCall call = exchange.getMessage().getBody(ApiCall.class);
        String type = call.headers().get(HttpHeaders.CONTENT_TYPE);
        request(
                exchange,
                call,
                call.body() == null
                        ? null
                        : new ByteArrayEntity(call.body(), type == null ? null : ContentType.parse(type)));
    }

    private static void request(Exchange exchange, ApiCall call, Object body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        call.headers().forEach((name, value) -> message.setHeader(name, SecretHeader.of(name, value)));
        // as Camel's own type: turning a text into it searches all converters for every call
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(call.method()));
        message.setHeader(Exchange.HTTP_PATH, call.path());
        if (call.query() != null) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, call.query());
        }
        message.setBody(body);
        exchange.setVariable(CALL, call);
        if (exchange.getVariable(LAST) instanceof AtomicReference<?>) {
            exchange.getVariable(LAST, AtomicReference.class).set(call);
        }
    }

    /**
     * The answer becomes a body of {@link ApiReply}.
     *
     * @throws InvalidPayloadException when the answer breaks off before its end
     */
    public void reply(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null && !name.startsWith("Camel")) {
                headers.put(name.toLowerCase(Locale.ROOT), value.toString());
            }
        });
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        byte[] body = message.getBody() == null ? new byte[0] : message.getMandatoryBody(byte[].class);
        message.removeHeaders("*");
        message.setBody(new ApiReply(status, headers, body, charset(headers.get("content-type"))));
    }

    private static Charset charset(String contentType) {
        try {
            return contentType == null || !contentType.contains("charset")
                    ? null
                    : MediaType.parseMediaType(contentType).getCharset();
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
