package io.dropshiphub.storage;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class GcsStorageTest extends RemoteStorageContractTest {

    private static final SandboxStore SERVER = new SandboxStore();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("hub.storage.pictures", () -> "gcs,local");
        settings.add("hub.storage.archive", () -> "gcs");
        settings.add("hub.storage.gcs.base-url", () -> SERVER.url("/gcs"));
        settings.add("hub.storage.gcs.key-file", () -> SERVER.keyFile().toString());
        settings.add("hub.storage.gcs.pictures", () -> "hub-pictures");
        settings.add("hub.storage.gcs.archive", () -> "hub-archive");
        settings.add("hub.storage.gcs.chunk", () -> "8MB");
    }

    @Override
    String store() {
        return "gcs";
    }

    @Override
    TroubledLine line() {
        return SERVER.line;
    }

    @Override
    void useWrongCredentials() {
        SERVER.line.spoil("Authorization: Bearer ");
    }
}
