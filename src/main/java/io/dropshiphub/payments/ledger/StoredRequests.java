package io.dropshiphub.payments.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A request as it lies in its row until the outcome is known. */
@Component
class StoredRequests {

    private final ObjectMapper json;

    StoredRequests(ObjectMapper json) {
        this.json = json;
    }

    private record Row(
            String method,
            String path,
            String query,
            Map<String, String> headers,
            String body,
            boolean creates,
            boolean whole,
            String token,
            String returnUrl) {}

    String write(Attempt.Stored stored) {
        ApiCall request = stored.request();
        try {
            return json.writeValueAsString(new Row(
                    request.method(),
                    request.path(),
                    request.query(),
                    request.headers(),
                    request.body() == null ? null : new String(request.body(), StandardCharsets.UTF_8),
                    request.creates(),
                    stored.whole(),
                    stored.token(),
                    stored.returnUrl()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible.getOriginalMessage());
        }
    }

    /** The request of a row; null for null. */
    Attempt.Stored read(String written) {
        if (written == null) {
            return null;
        }
        try {
            Row row = json.readValue(written, Row.class);
            return new Attempt.Stored(
                    new ApiCall(
                            row.method(),
                            row.path(),
                            row.query(),
                            row.headers(),
                            row.body() == null ? null : row.body().getBytes(StandardCharsets.UTF_8),
                            row.creates()),
                    row.whole(),
                    row.token(),
                    row.returnUrl());
        } catch (JsonProcessingException damaged) {
            // its message would repeat the row
            throw new IllegalStateException("A stored request of a payment cannot be read");
        }
    }
}
