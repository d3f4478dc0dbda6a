package io.dropshiphub.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.Sandbox;
import io.dropshiphub.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sandbox whose storage services are reached over a line that can fail. */
final class SandboxStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    final Sandbox sandbox =
            Sandbox.start(SandboxSettings.defaults().onPort(0).withoutQuota().withDownloadImages(false));
    final TroubledLine line = new TroubledLine(sandbox.port());

    String url(String path) {
        return "http://127.0.0.1:" + line.port() + path;
    }

    JsonNode control(String path) {
        try {
            return JSON.readTree(URI.create("http://127.0.0.1:" + sandbox.port() + "/sandbox" + path)
                    .toURL());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Google's key file, with its tokens from behind the line. */
    Path keyFile() {
        try {
            ObjectNode key = (ObjectNode) control("/gcs/service-account.json");
            key.put("token_uri", url("/gcs/token"));
            return Files.writeString(Files.createTempFile("hub-gcs-", ".json"), key.toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
