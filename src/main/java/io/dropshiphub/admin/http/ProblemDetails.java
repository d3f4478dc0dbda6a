package io.dropshiphub.admin.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.product.CodedProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says in RFC 9457 problem details what became of a failed request. */
@Component
public class ProblemDetails {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemDetails.class);

    private final ObjectMapper mapper;

    ProblemDetails(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The answer for a failure: a {@link CodedProblem}'s own words, 400 for a body that is no readable JSON, else 500 with
     * an id that leads to the log and tells nothing else.
     */
    public Problem describe(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CodedProblem coded) {
                return problem(coded.status(), coded.code(), coded.detail(), null, retryAfter(coded));
            }
            if (cause instanceof JsonProcessingException unreadable) {
                return problem(400, "HUB-REST-001", describeUnreadable(unreadable), null, null);
            }
        }
        String id = UUID.randomUUID().toString();
        LOG.error("Request failed, answered with 500 and error id {}", id, failure);
        return problem(
                500,
                "HUB-REST-500",
                "The hub could not handle this request. Look for error id " + id + " in its log",
                "urn:uuid:" + id,
                null);
    }

    /** Answers a request that no route has seen. */
    public void answer(HttpServletResponse response, CodedProblem failure) throws IOException {
        Problem problem = describe(failure);
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        if (problem.retryAfter() != null) {
            response.setHeader("Retry-After", Long.toString(problem.retryAfter()));
        }
        response.getOutputStream().write(problem.toJson().getBytes(StandardCharsets.UTF_8));
    }

    private static Long retryAfter(CodedProblem problem) {
        return problem.retryAfter()
                .map(wait -> Math.max(1, wait.plusMillis(999).toSeconds()))
                .orElse(null);
    }

    private Problem problem(int status, String code, String detail, String instance, Long retryAfter) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem("urn:dropship-hub:error:" + code, title, status, detail, code, instance, retryAfter, mapper);
    }

    /** Where it is and what kind of trouble; not the library's message, which repeats what was sent. */
    private static String describeUnreadable(JsonProcessingException unreadable) {
        String where = unreadable instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                        .collect(Collectors.joining())
                : "";
        JsonLocation location = unreadable.getLocation();
        String line =
                location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        return where.isEmpty()
                ? "The body is not valid JSON" + line + ". Mend it and send it again"
                : "Field " + where.replaceFirst("^\\.", "") + " has a value of the wrong type" + line
                        + ". Mend it and send it again";
    }

    /**
     * RFC 9457 members and the hub's code.
     *
     * @param type names the kind of problem, {@code urn:dropship-hub:error:<code>}
     * @param title the status in words
     * @param status the HTTP status
     * @param detail what happened and what to do
     * @param code stable code, {@code HUB-<AREA>-nnn}
     * @param instance leads to the log entry; null unless it is the hub's own failure
     * @param retryAfter seconds for the header {@code Retry-After}; null: none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Problem(
            String type,
            String title,
            int status,
            String detail,
            String code,
            String instance,
            @JsonIgnore Long retryAfter,
            @JsonIgnore ObjectMapper mapper) {

        /** The body to answer with. */
        public String toJson() {
            try {
                return mapper.writeValueAsString(this);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a problem of strings and numbers is always writable", e);
            }
        }
    }
}
