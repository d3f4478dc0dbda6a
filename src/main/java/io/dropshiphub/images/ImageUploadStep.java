package io.dropshiphub.images;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/**
 * Between HTTP and {@link ImageUploads}: 201 when every file was kept, 207 when some were, 422 when none was, 503 when none was
 * but may be later.
 */
@Component
public class ImageUploadStep {

    private final ImageUploads uploads;
    private final ObjectMapper mapper;

    ImageUploadStep(ImageUploads uploads, ObjectMapper mapper) {
        this.uploads = uploads;
        this.mapper = mapper;
    }

    /** Answers {@code POST /images}. */
    public void take(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        InputStream body = message.getBody(InputStream.class);
        ImageUploads.Answer answer = uploads.take(
                message.getHeader(Exchange.CONTENT_TYPE, String.class),
                message.getHeader("name", String.class),
                body == null ? InputStream.nullInputStream() : body);
        message.removeHeaders("*");
        if (answer.images().isEmpty()) {
            boolean mayPass = answer.problems().stream().anyMatch(ImageUploads.Refused::mayPass);
            int status = mayPass ? 503 : 422;
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
            message.setHeader(Exchange.CONTENT_TYPE, "application/problem+json");
            message.setBody(json(problem(status, answer)));
        } else {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.problems().isEmpty() ? 201 : 207);
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(json(answer));
        }
    }

    /** RFC 9457 problem details with the list of what is wrong with each file. */
    private static Map<String, Object> problem(int status, ImageUploads.Answer answer) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:dropship-hub:error:" + UploadProblem.NONE_KEPT);
        problem.put("title", status == 503 ? "Service Unavailable" : "Unprocessable Content");
        problem.put("status", status);
        problem.put(
                "detail",
                "None of the " + answer.problems().size()
                        + " files was kept. 'problems' says for each one why and what to do");
        problem.put("code", UploadProblem.NONE_KEPT);
        problem.put("problems", answer.problems());
        return problem;
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of plain values is always writable", e);
        }
    }
}
