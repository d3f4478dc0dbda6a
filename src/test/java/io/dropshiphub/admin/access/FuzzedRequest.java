package io.dropshiphub.admin.access;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** A request as no honest client would send it, written to the byte. */
final class FuzzedRequest {

    /** Stands in every header that must not reach a route. */
    static final String MARK = "f5zz3d";

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "POST", "POST", "PUT", "BREW");
    private static final List<String> CAMEL = List.of(
            "CamelHttpUri",
            "camelhttpresponsecode",
            "CAMELFILENAME",
            "cAmElBeanMethodName",
            "CamelToEndpoint",
            "org.apache.camel.Exchange",
            "ORG.APACHE.CAMEL.x",
            "Camel-Http-Path",
            "CamelHttpQuery2",
            "CamelExecCommandExecutable");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json;charset=nothing",
            "text/csv",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/zip",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "text/plain; charset=EUC-KR",
            "application/json",
            "text/csv",
            "*/*",
            ";;;",
            "a/b/c");
    private static final List<String> ODD = List.of(
            "",
            "0",
            "-1",
            "7",
            "99999999999999999999",
            "1e400",
            "null",
            "true",
            "NaN",
            "%ED%95%9C",
            "naver",
            "%C3%A9",
            "a".repeat(500),
            "'%20or%201=1--",
            "*",
            "%22",
            "00000000-0000-0000-0000-000000000000",
            "11st",
            "stripe",
            "square",
            "done",
            "ABC-1");
    /** What the door itself refuses; most requests are to get further. */
    private static final List<String> HOSTILE =
            List.of("%00", "%F0%28%8C", "..%2f..%2fetc", "%252e", ";a=b", "{id}", "%5C", "//", "..", "%0d%0aX:%20y");

    private final Random random;

    FuzzedRequest(Random random) {
        this.random = random;
    }

    /**
     * Writes one.
     *
     * @param endpoint {@code METHOD pattern}
     * @param apiKey null: none
     */
    byte[] write(String endpoint, String apiKey) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] words = endpoint.split(" ");
        String method = random.nextInt(4) == 0 ? one(METHODS) : words[0];
        String wish = method.equals("POST") && random.nextInt(4) > 0 ? wish(words[1]) : null;
        byte[] body = wish != null ? utf8(wish) : method.equals("GET") && random.nextInt(4) > 0 ? new byte[0] : body();
        text(out, method + " " + path(words[1]) + query() + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n");
        if (apiKey != null) {
            text(out, "X-API-Key: " + apiKey + "\r\n");
        }
        if (wish != null) {
            text(out, "Idempotency-Key: " + mostly("F-" + random.nextInt(200), odd()) + "\r\n");
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            header(out);
        }
        if (body.length > 0 || random.nextInt(3) == 0) {
            text(out, "Content-Type: " + (wish == null ? one(TYPES) : TYPES.get(0)) + "\r\n");
            if (random.nextInt(3) == 0) {
                text(out, "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length) + "\r\n");
                out.writeBytes(body);
                text(out, body.length == 0 ? "\r\n" : "\r\n0\r\n\r\n");
                return out.toByteArray();
            }
            text(out, "Content-Length: " + body.length + "\r\n");
        }
        text(out, "\r\n");
        out.writeBytes(body);
        return out.toByteArray();
    }

    private String path(String pattern) {
        StringBuilder path = new StringBuilder();
        for (String part : pattern.substring(1).split("/", -1)) {
            boolean variable = part.contains("{") || part.contains("*");
            path.append('/').append(variable || random.nextInt(40) == 0 ? odd() : part);
        }
        return switch (random.nextInt(60)) {
            case 0 -> path + "/";
            case 1 -> "/" + path;
            case 2 -> path.toString().toUpperCase(java.util.Locale.ROOT);
            case 3 -> path.insert(random.nextInt(path.length()), "/./").toString();
            default -> path.toString();
        };
    }

    private String query() {
        return switch (random.nextInt(6)) {
            case 0 -> "?" + one(CAMEL) + "=" + MARK;
            case 1 -> "?limit=" + odd() + "&after=" + odd() + "&" + one(CAMEL) + "=" + MARK;
            case 2 -> "?sku=" + odd() + "&state=" + odd() + "&hours=" + odd() + "&user=" + odd();
            case 3 -> "?q" + odd() + "=" + odd() + "&&&dry_run=" + odd();
            default -> "";
        };
    }

    private void header(ByteArrayOutputStream out) {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> text(out, one(CAMEL) + ": " + MARK + "\r\n");
            case 3 -> text(out, "X-Long: " + "y".repeat(random.nextInt(9000)) + "\r\n");
            case 4 -> {
                text(out, "Idempotency-Key: ");
                out.writeBytes(random.nextInt(4) == 0 ? bytes(1 + random.nextInt(40)) : utf8("키-" + odd()));
                text(out, "\r\n");
            }
            case 5 -> text(out, "Authorization: Basic " + odd() + "\r\n");
            case 6 -> text(out, "Accept: " + one(TYPES) + "\r\nAccept-Language: " + odd() + "\r\n");
            default -> text(out, "Cookie: hub-session=" + odd() + "; XSRF-TOKEN=" + MARK + "\r\n");
        }
    }

    /** What a path about money takes, most of it as it should be; null for other paths. */
    private String wish(String path) {
        String methods =
                "{\"stripe\": " + field("\"pm_card_visa\"") + ", \"square\": " + field("\"cnon:card-nonce-ok\"") + "}";
        String more = random.nextInt(4) == 0 ? ", \"" + one(CAMEL) + "\": " + json(2) : "";
        return switch (path) {
            case "/api/v1/payments" ->
                "{\"amount\": " + field("\"9.90\"") + ", \"currency\": " + field("\"USD\"") + ", \"order_id\": "
                        + field("\"F-1\"") + ", \"payment_method\": " + field(methods) + more + "}";
            case "/api/v1/orders" ->
                "{\"order_number\": " + field("\"F-" + random.nextInt(100) + "\"")
                        + ", \"items\": [{\"seller_sku\": " + field("\"ABC-1\"") + ", \"quantity\": " + field("1")
                        + ", \"unit_price\": " + field("\"9900\"") + "}], \"payment\": {\"payment_method\": "
                        + field(methods) + "}" + more + "}";
            case "/api/v1/webhooks/{gateway}" ->
                "{\"id\": " + field("\"evt_1\"") + ", \"event_id\": " + field("\"evt_2\"") + ", \"type\": "
                        + field("\"payment.updated\"") + ", \"data\": {\"object\": " + json(1) + "}" + more + "}";
            default -> null;
        };
    }

    private String field(String expected) {
        return mostly(expected, json(2));
    }

    private String mostly(String expected, String otherwise) {
        return random.nextInt(16) > 0 ? expected : otherwise;
    }

    private byte[] body() {
        return switch (random.nextInt(10)) {
            case 0 -> new byte[0];
            case 1 -> bytes(random.nextInt(3000));
            case 2 -> utf8("[".repeat(1 + random.nextInt(20_000)));
            case 3 -> utf8("{\"a\":".repeat(1 + random.nextInt(3_000)) + "1");
            case 4 -> utf8("{\"products\": [{\"name\": \"\\u0000\", \"price\": 1e999999, \"description\": {}}]}");
            case 5 ->
                utf8("{\"products\": " + json(0) + ", \"target_platforms\": " + json(0) + ", \"priority\": " + json(2)
                        + "}");
            case 6 ->
                utf8("{\"product\": {\"name\": " + json(1) + ", \"price\": " + json(2) + ", \"main_image_url\": "
                        + json(2) + "}, \"reason\": " + json(2) + ", \"username\": " + json(1) + ", \"password\": "
                        + json(1)
                        + ", \"role\": " + json(2) + ", \"refresh_token\": " + json(2) + "}");
            case 7 ->
                utf8("--x\r\nContent-Disposition: form-data; name=\"" + one(CAMEL) + "\"; filename=\"../" + MARK
                        + "\"\r\n\r\nabc\r\n--x" + (random.nextBoolean() ? "--\r\n" : ""));
            case 8 -> utf8("sku,name,price\n\"A,1\u0000,2\n" + "x,".repeat(random.nextInt(900)) + "\n");
            default -> utf8(json(0));
        };
    }

    /** JSON of some kind; most of it well formed. */
    private String json(int depth) {
        return switch (random.nextInt(depth > 3 ? 7 : 9)) {
            case 0 -> "null";
            case 1 -> "\"" + odd() + "\"";
            case 2 -> "-0.0000000000000000000000000000000000001e-400";
            case 3 -> "9".repeat(1 + random.nextInt(400));
            case 4 -> "\"\\ud800 \\u0000 한글\"";
            case 5 -> "tru";
            case 6 -> "{}";
            case 7 -> "[" + json(depth + 1) + "," + json(depth + 1) + "]";
            default -> "{\"" + one(CAMEL) + "\":" + json(depth + 1) + ",\"name\":" + json(depth + 1) + "}";
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        for (int i = 0; i < length; i++) {
            // a line end would only begin another header
            bytes[i] = bytes[i] == '\r' || bytes[i] == '\n' ? 1 : bytes[i];
        }
        return bytes;
    }

    private String odd() {
        return one(random.nextInt(60) == 0 ? HOSTILE : ODD);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(utf8(text));
    }
}
