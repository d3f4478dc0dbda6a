package io.dropshiphub.sandbox.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a multipart body apart while it comes in, so that a part may be larger than the memory. */
public final class Multipart {

    /** A part held in memory. */
    public record Part(String name, String contentType, byte[] content) {}

    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]+)\"|'([^']+)'|([^\"';\\s]+))");
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:[^\\r\\n]*?[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("(?i)content-disposition:[^\\r\\n]*?[; ]filename=");
    private static final Pattern TYPE = Pattern.compile("(?i)content-type: *([^\\r\\n;]+)");
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    private boolean sourceEnded;
    private String head = "";

    private Multipart(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // the first delimiter may stand at the very beginning, without a line end before it
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /**
     * @param type such as {@code multipart/form-data}
     * @return null when the body is not of that type
     */
    public static Multipart open(String type, String contentType, InputStream in) {
        Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (contentType == null || !contentType.startsWith(type) || !boundary.find()) {
            return null;
        }
        String found = boundary.group(1) != null
                ? boundary.group(1)
                : boundary.group(2) != null ? boundary.group(2) : boundary.group(3);
        return new Multipart(in, found);
    }

    /** All parts of a form in memory; null when the body is no complete multipart form. */
    public static List<Part> parse(String contentType, byte[] body) throws IOException {
        Multipart form = open("multipart/form-data", contentType, new ByteArrayInputStream(body));
        if (form == null) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        try {
            while (form.next()) {
                parts.add(
                        new Part(form.name(), form.contentType(), form.content().readAllBytes()));
            }
        } catch (MalformedException e) {
            return null;
        }
        return parts;
    }

    /** The body does not keep to the form it claims. */
    public static final class MalformedException extends IOException {
        MalformedException(String message) {
            super(message);
        }
    }

    /** Goes to the next part; false after the last. What was not read of the one before is skipped. */
    public boolean next() throws IOException {
        content().transferTo(OutputStream.nullOutputStream());
        start += delimiter.length;
        if (need(2) && buffer[start] == '-' && buffer[start + 1] == '-') {
            return false;
        }
        StringBuilder lines = new StringBuilder();
        // what follows the delimiter in its line, then the part's head up to the empty line
        readLine();
        String line;
        while (!(line = readLine()).isEmpty()) {
            lines.append(line).append("\r\n");
        }
        head = lines.toString();
        // an empty part has its delimiter directly behind its head, whose line end then counts for both
        start -= 2;
        buffer[start] = '\r';
        buffer[start + 1] = '\n';
        if (!startsWithDelimiter()) {
            start += 2;
        }
        return true;
    }

    /** Empty when the part has no name. */
    public String name() {
        return first(NAME);
    }

    /** Empty when the part tells none. */
    public String contentType() {
        return first(TYPE).trim();
    }

    /** Whether the part is a file and not a plain field. */
    public boolean isFile() {
        return FILE.matcher(head).find();
    }

    private String first(Pattern pattern) {
        Matcher matcher = pattern.matcher(head);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The rest of the current part. */
    public InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int safe = Math.min(length, safe());
                if (safe == 0) {
                    return length == 0 ? 0 : -1;
                }
                System.arraycopy(buffer, start, target, offset, safe);
                start += safe;
                return safe;
            }
        };
    }

    /** How many bytes in the buffer surely belong to the part; 0 when the delimiter comes next. */
    private int safe() throws IOException {
        if (!need(delimiter.length)) {
            throw new MalformedException("a multipart body ended without its last delimiter");
        }
        for (int i = start; i <= end - delimiter.length; i++) {
            if (isDelimiter(i)) {
                return i - start;
            }
        }
        return end - start - delimiter.length + 1;
    }

    private boolean startsWithDelimiter() throws IOException {
        return need(delimiter.length) && isDelimiter(start);
    }

    private boolean isDelimiter(int at) {
        for (int j = 0; j < delimiter.length; j++) {
            if (buffer[at + j] != delimiter[j]) {
                return false;
            }
        }
        return true;
    }

    private String readLine() throws IOException {
        StringBuilder bytes = new StringBuilder();
        while (true) {
            if (!need(1)) {
                throw new MalformedException("a multipart body ended in the head of a part");
            }
            char c = (char) (buffer[start++] & 0xff);
            if (c == '\n') {
                return new String(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
            if (c != '\r') {
                bytes.append(c);
            }
        }
    }

    /** Makes so many bytes available, false when the body ends before. */
    private boolean need(int count) throws IOException {
        while (end - start < count) {
            if (sourceEnded) {
                return false;
            }
            // two bytes stay free in front, for the line end that an empty part shares with its head
            if (start > 2 && buffer.length - end < BUFFER / 2) {
                System.arraycopy(buffer, start, buffer, 2, end - start);
                end -= start - 2;
                start = 2;
            }
            int read = in.read(buffer, end, buffer.length - end);
            sourceEnded = read < 0;
            end += Math.max(0, read);
        }
        return true;
    }
}
