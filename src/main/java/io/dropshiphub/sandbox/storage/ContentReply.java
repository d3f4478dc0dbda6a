package io.dropshiphub.sandbox.storage;

import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends content back, whole or the one range that was asked for (RFC 9110, 14.2). */
final class ContentReply {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private ContentReply() {}

    /** @param headers names and values in turn */
    static WireReply of(Content content, String type, WireRequest request, List<String> headers) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of("Accept-Ranges", "bytes"));
        String asked = request.header("Range");
        Matcher range = RANGE.matcher(asked == null ? "" : asked);
        long size = content.size();
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return WireReply.streamed(200, type, size, content::writeTo).with(all.toArray(String[]::new));
        }
        long first = Numbers.parse(range.group(1));
        long last = Numbers.parse(range.group(2));
        if (first < 0) {
            first = Math.max(0, size - last);
            last = size - 1;
        }
        long from = first;
        long until = last < 0 ? size - 1 : Math.min(last, size - 1);
        if (from > until) {
            return WireReply.of(416, type, new byte[0]).with("Content-Range", "bytes */" + size);
        }
        all.addAll(List.of("Content-Range", "bytes " + from + "-" + until + "/" + size));
        return WireReply.streamed(206, type, until - from + 1, out -> content.writeTo(out, from, until - from + 1))
                .with(all.toArray(String[]::new));
    }
}
