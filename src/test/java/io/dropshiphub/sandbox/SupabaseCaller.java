package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Calls the simulated Supabase Storage with a project's secret key, unless a call says otherwise. */
final class SupabaseCaller {

    static final String PICTURES = "/object/hub-pictures/";
    static final String ARCHIVE = "/object/hub-archive/";

    final JsonNode project;
    private final SandboxCaller caller;

    SupabaseCaller(SandboxCaller caller) throws IOException {
        this.caller = caller;
        this.project = SandboxCaller.tree(caller.control("GET", "/supabase/project.json", ""));
    }

    String key(String name) {
        return project.path(name).asText();
    }

    /** Without any key. */
    HttpRequest.Builder open(String path) {
        return HttpRequest.newBuilder(caller.uri("/supabase/storage/v1" + path));
    }

    HttpRequest.Builder request(String path) {
        return open(path).header("apikey", key("secret_key"));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        return caller.send(request);
    }

    HttpResponse<byte[]> get(String path) throws IOException {
        return caller.send(request(path).GET());
    }

    HttpResponse<byte[]> post(String path, String json) throws IOException {
        return caller.send(
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<byte[]> upload(String path, String type, String content, String... headers) throws IOException {
        HttpRequest.Builder request = request(path).header("Content-Type", type);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return caller.send(request.POST(BodyPublishers.ofString(content)));
    }

    /** A form with a file and fields, given as names and values in turn. */
    HttpResponse<byte[]> form(String path, String type, String content, String... fields) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append("--b0\r\nContent-Disposition: form-data; name=\"")
                    .append(fields[i])
                    .append("\"\r\n\r\n")
                    .append(fields[i + 1])
                    .append("\r\n");
        }
        body.append("--b0\r\nContent-Disposition: form-data; name=\"\"; filename=\"a.png\"\r\nContent-Type: ")
                .append(type)
                .append("\r\n\r\n")
                .append(content)
                .append("\r\n--b0--\r\n");
        return caller.send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=b0")
                .POST(BodyPublishers.ofString(body.toString())));
    }
}
