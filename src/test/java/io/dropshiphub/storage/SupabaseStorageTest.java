package io.dropshiphub.storage;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class SupabaseStorageTest extends RemoteStorageContractTest {

    private static final SandboxStore SERVER = new SandboxStore();
    private static final String KEY =
            SERVER.control("/supabase/project.json").path("secret_key").asText();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("hub.storage.pictures", () -> "supabase,local");
        settings.add("hub.storage.archive", () -> "supabase");
        settings.add("hub.storage.supabase.url", () -> SERVER.url("/supabase"));
        settings.add("hub.storage.supabase.key", () -> KEY);
        settings.add("hub.storage.supabase.pictures", () -> "hub-pictures");
        settings.add("hub.storage.supabase.archive", () -> "hub-archive");
    }

    @Override
    String store() {
        return "supabase";
    }

    @Override
    TroubledLine line() {
        return SERVER.line;
    }

    @Override
    void useWrongCredentials() {
        SERVER.line.spoil(KEY);
    }
}
