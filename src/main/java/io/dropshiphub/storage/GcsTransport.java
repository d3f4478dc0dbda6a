package io.dropshiphub.storage;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.StatusLine;

/** Lets Google's library ask for access tokens the way stores are called: same time-outs, same quick retries. */
final class GcsTransport extends HttpTransport {

    /** A token is short; nothing else is asked for here. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final HttpClient http;

    GcsTransport(HttpClient http) {
        this.http = http;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new Request(new HttpUriRequestBase(method, URI.create(url)));
    }

    private final class Request extends LowLevelHttpRequest {

        private final HttpUriRequestBase request;

        Request(HttpUriRequestBase request) {
            this.request = request;
        }

        @Override
        public void addHeader(String name, String value) {
            request.addHeader(name, value);
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            if (getStreamingContent() != null) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                getStreamingContent().writeTo(content);
                ContentType type = getContentType() == null ? null : ContentType.parse(getContentType());
                request.setEntity(new ByteArrayEntity(content.toByteArray(), type, getContentEncoding()));
            }
            return http.execute(request, Answer::new);
        }
    }

    /** An answer that was read to its end, so that its connection is free again. */
    private static final class Answer extends LowLevelHttpResponse {

        private final StatusLine status;
        private final Header[] headers;
        private final String type;
        private final byte[] content;

        Answer(ClassicHttpResponse response) throws IOException {
            status = new StatusLine(response);
            headers = response.getHeaders();
            type = response.getEntity() == null ? null : response.getEntity().getContentType();
            content = response.getEntity() == null
                    ? new byte[0]
                    : EntityUtils.toByteArray(response.getEntity(), LONGEST_ANSWER);
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(content);
        }

        @Override
        public String getContentEncoding() {
            // the client has unpacked it
            return null;
        }

        @Override
        public long getContentLength() {
            return content.length;
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public String getStatusLine() {
            return status.toString();
        }

        @Override
        public int getStatusCode() {
            return status.getStatusCode();
        }

        @Override
        public String getReasonPhrase() {
            return status.getReasonPhrase();
        }

        @Override
        public int getHeaderCount() {
            return headers.length;
        }

        @Override
        public String getHeaderName(int index) {
            return headers[index].getName();
        }

        @Override
        public String getHeaderValue(int index) {
            return headers[index].getValue();
        }
    }
}
