package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The shapes in which Naver's API and the gateway before it answer (Naver Commerce API docs, errors). */
final class NaverReplies {

    /** One thing wrong with a request, as {@code invalidInputs} tells it. */
    record Invalid(String name, String type, String message) {}

    /** Collects what is wrong with a request. */
    static final class Problems {

        private final List<Invalid> found = new ArrayList<>();

        void add(String name, String type, String message) {
            found.add(new Invalid(name, type, message));
        }

        void missing(String name) {
            add(name, "NotEmpty", "필수 입력 항목입니다.");
        }

        boolean isEmpty() {
            return found.isEmpty();
        }

        List<Invalid> all() {
            return found;
        }
    }

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.of("Asia/Seoul"));
    private static final AtomicLong TRACES = new AtomicLong();

    private NaverReplies() {}

    static WireReply invalid(Problems problems) {
        return invalid(problems.all());
    }

    static WireReply invalid(String name, String type, String message) {
        return invalid(List.of(new Invalid(name, type, message)));
    }

    private static WireReply invalid(List<Invalid> inputs) {
        ObjectNode reply = error("BAD_REQUEST", "입력값이 올바르지 않습니다.");
        ArrayNode rows = reply.putArray("invalidInputs");
        for (Invalid input : inputs) {
            rows.addObject().put("name", input.name()).put("type", input.type()).put("message", input.message());
        }
        return Json.reply(400, reply);
    }

    static WireReply failed(int status, String code, String message) {
        return Json.reply(status, error(code, message));
    }

    static WireReply notFound() {
        return failed(404, "NOT_FOUND", "상품을 찾을 수 없습니다.");
    }

    private static ObjectNode error(String code, String message) {
        return Json.object().put("code", code).put("message", message).put("timestamp", time());
    }

    static WireReply gateway(int status, String code, String message) {
        return Json.reply(status, error(code, message).put("traceId", nextTrace()));
    }

    static WireReply tooMany() {
        return gateway(429, "GW.RATE_LIMIT", "요청이 많아 서비스를 일시적으로 사용할 수 없습니다.");
    }

    static WireReply unauthorised() {
        return gateway(401, "GW.AUTHN", "요청을 보낼 권한이 없습니다.");
    }

    static String nextTrace() {
        return "sandbox" + Long.toHexString(0x1000_0000L + TRACES.incrementAndGet());
    }

    private static String time() {
        return TIME.format(Instant.now());
    }
}
