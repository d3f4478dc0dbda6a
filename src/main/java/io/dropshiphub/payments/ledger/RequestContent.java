package io.dropshiphub.payments.ledger;

import io.dropshiphub.payments.PaymentRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What makes two requests the same: all that is asked for, however it is written. */
final class RequestContent {

    private RequestContent() {}

    /** SHA-256 in hex. Tokens are in it, and cannot be read out of it. */
    static String sha256(PaymentRequest request) {
        StringBuilder content = new StringBuilder();
        add(content, request.amount().amount().stripTrailingZeros().toPlainString());
        add(content, request.amount().currency().getCurrencyCode());
        add(content, request.orderId());
        add(content, request.customerId());
        add(content, request.methods());
        add(content, request.gateway());
        add(content, String.valueOf(request.captures()));
        add(content, request.description());
        add(content, request.metadata());
        add(content, request.returnUrl());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(content.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void add(StringBuilder content, Map<String, String> map) {
        content.append(map.size()).append(':');
        new TreeMap<>(map).forEach((key, value) -> {
            add(content, key);
            add(content, value);
        });
    }

    /** With its length, so that no two lists of fields read the same. */
    private static void add(StringBuilder content, String field) {
        if (field == null) {
            content.append("-;");
        } else {
            content.append(field.length()).append(':').append(field);
        }
    }
}
