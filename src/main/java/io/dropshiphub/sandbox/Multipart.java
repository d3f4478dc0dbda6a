package io.dropshiphub.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a {@code multipart/form-data} body apart. */
final class Multipart {

    record Part(String name, String contentType, byte[] content) {}

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:[^\\r\\n]*?[; ]name=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?i)content-type: *([^\\r\\n;]+)");
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private Multipart() {}

    /** Null when the body is no multipart form. */
    static List<Part> parse(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (contentType == null || !contentType.startsWith("multipart/form-data") || !boundary.find()) {
            return null;
        }
        byte[] line = ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] delimiter = ("\r\n--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        int at = find(body, line, 0);
        while (at >= 0) {
            int headStart = at + line.length + (parts.isEmpty() ? 0 : 2);
            int headEnd = find(body, HEAD_END, headStart);
            int end = headEnd < 0 ? -1 : find(body, delimiter, headEnd);
            if (end < 0) {
                return parts;
            }
            String head = new String(body, headStart, headEnd - headStart, StandardCharsets.UTF_8);
            Matcher name = NAME.matcher(head);
            Matcher type = TYPE.matcher(head);
            int contentStart = Math.min(headEnd + HEAD_END.length, end);
            parts.add(new Part(
                    name.find() ? name.group(1) : "",
                    type.find() ? type.group(1).trim() : "",
                    Arrays.copyOfRange(body, contentStart, end)));
            at = end;
        }
        return null;
    }

    private static int find(byte[] body, byte[] wanted, int from) {
        outer:
        for (int i = from; i <= body.length - wanted.length; i++) {
            for (int j = 0; j < wanted.length; j++) {
                if (body[i + j] != wanted[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
