package io.dropshiphub.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.intake.read.IntakeCode;
import io.dropshiphub.intake.read.IntakeProblem;
import io.dropshiphub.product.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/**
 * Between HTTP and {@link IntakeRequests}. Takes what it needs from the request and then drops every header, so that
 * nothing a caller sends can reach a later step.
 */
@Component
public class IntakeRequestStep {

    private static final Map<String, String> EXTENSIONS = Map.of(
            "text/csv", "csv",
            "text/tab-separated-values", "csv",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
            "application/zip", "zip",
            "application/x-zip-compressed", "zip",
            "application/x-ndjson", "jsonl",
            "application/jsonl", "jsonl");

    private final BatchOwners owners;
    private final SentBatches log;
    private final IntakeRequests requests;
    private final ObjectMapper mapper;

    IntakeRequestStep(BatchOwners owners, SentBatches log, IntakeRequests requests, ObjectMapper mapper) {
        this.owners = owners;
        this.log = log;
        this.requests = requests;
        this.mapper = mapper;
    }

    /** Answers {@code POST /registration/batch}. */
    public void batch(Exchange exchange) throws IOException {
        handle(exchange, false);
    }

    /** Answers {@code POST /registration/single}. */
    public void single(Exchange exchange) throws IOException {
        handle(exchange, true);
    }

    private void handle(Exchange exchange, boolean single) throws IOException {
        Message message = exchange.getMessage();
        Caller caller = exchange.getVariable(Caller.VARIABLE, Caller.class);
        IntakeRequests.Incoming incoming = new IntakeRequests.Incoming(
                owners.of(caller, text(message, "owner")),
                message.getBody(InputStream.class),
                single,
                single ? null : fileName(message),
                text(message, "Idempotency-Key"),
                isYes(text(message, "dry_run")),
                text(message, "batch_name"),
                text(message, "target_platforms"),
                text(message, "priority"),
                text(message, "spread"));
        IntakeRequests.Answer answer = requests.accept(incoming);
        if (answer.batchId() != null && !answer.alreadyRead()) {
            log.sent(caller, answer.batchId(), answer.acceptedRows());
        }
        message.removeHeaders("*");
        if (answer.isRefused()) {
            refuse(message, answer);
        } else {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.dryRun() || answer.alreadyRead() ? 200 : 202);
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            if (answer.statusUrl() != null) {
                message.setHeader("Location", answer.statusUrl());
            }
            message.setBody(json(answer));
        }
    }

    /** RFC 9457 problem details with the list of what is wrong with each product. */
    private void refuse(Message message, IntakeRequests.Answer answer) {
        IntakeCode code = IntakeCode.NO_PRODUCT_ACCEPTED;
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:dropship-hub:error:" + code.code());
        problem.put("title", "Bad Request");
        problem.put("status", code.status());
        problem.put(
                "detail",
                "None of the " + answer.rejectedRows()
                        + " products can be registered; nothing was stored. Mend what 'problems' lists and send them again");
        problem.put("code", code.code());
        problem.put("problems", answer.problems());
        problem.put("more_problems", answer.moreProblems());
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/problem+json");
        message.setBody(json(problem));
    }

    /** The name of an uploaded file; null when the body is the interface's own JSON. */
    private static String fileName(Message message) {
        String type = text(message, Exchange.CONTENT_TYPE);
        String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String name = text(message, "file_name");
        if (plain.startsWith("multipart/")) {
            throw new IntakeProblem(
                    IntakeCode.UNSUPPORTED_FORMAT,
                    "the content type " + plain
                            + " is not taken; nothing was stored. Send the JSON or the file as the body"
                            + " itself, with Content-Type application/json, text/csv or application/octet-stream");
        }
        if (name != null) {
            return name.length() > 200 ? name.substring(name.length() - 200) : name;
        }
        return EXTENSIONS.containsKey(plain) ? "upload." + EXTENSIONS.get(plain) : null;
    }

    private static boolean isYes(String text) {
        return text != null && (text.isBlank() || text.equalsIgnoreCase("true") || text.equals("1"));
    }

    private static String text(Message message, String header) {
        return message.getHeader(header, String.class);
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of plain values is always writable", e);
        }
    }
}
