package io.dropshiphub.admin.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Refuses bodies that are larger than their path takes, before anything of them is kept: at once when the request says how
 * large it is, else when the byte too many is read.
 */
final class BodyLimits extends OncePerRequestFilter {

    private final Map<PathPattern, DataSize> larger = new LinkedHashMap<>();
    private final DataSize most;
    private final Refusals refusals;

    BodyLimits(DoorProperties.Body limits, Refusals refusals) {
        most = limits.most();
        // the room behind the path knows its limit, too, and says better what to do: it is to see what is a little too
        // large
        limits.of()
                .forEach(each -> larger.put(
                        PathPatternParser.defaultInstance.parse(each.path()),
                        DataSize.ofBytes(2 * each.most().toBytes())));
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        DataSize limit = limit(request);
        if (request.getContentLengthLong() > limit.toBytes()) {
            refusals.answer(response, DoorProblem.tooLarge(limit));
        } else if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new Counted(request, limit, () -> refuse(response, limit)), response);
        }
    }

    /** Sends the answer off: Camel reads the body before any route has it in hand, and makes a 500 of what fails there. */
    private void refuse(HttpServletResponse response, DataSize limit) {
        DoorProblem problem = DoorProblem.tooLarge(limit);
        try {
            refusals.answer(response, problem);
            response.flushBuffer();
        } catch (IOException gone) {
            // whoever sent it does not wait for the answer
        }
        throw problem;
    }

    private DataSize limit(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return larger.entrySet().stream()
                .filter(each -> each.getKey().matches(path))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(most);
    }

    /** A request that does not say how large it is. */
    private static final class Counted extends HttpServletRequestWrapper {

        private final DataSize limit;
        private final Runnable tooLarge;
        private ServletInputStream stream;

        Counted(HttpServletRequest request, DataSize limit, Runnable tooLarge) {
            super(request);
            this.limit = limit;
            this.tooLarge = tooLarge;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                stream = new CountedStream(super.getInputStream(), limit, tooLarge);
            }
            return stream;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }

    private static final class CountedStream extends ServletInputStream {

        private final ServletInputStream body;
        private final DataSize limit;
        private final Runnable tooLarge;
        private long read;

        CountedStream(ServletInputStream body, DataSize limit, Runnable tooLarge) {
            this.body = body;
            this.limit = limit;
            this.tooLarge = tooLarge;
        }

        @Override
        public int read() throws IOException {
            int one = body.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int some = body.read(bytes, from, length);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int more) {
            read += more;
            if (read > limit.toBytes()) {
                tooLarge.run();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
