package io.dropshiphub.storage;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class S3StorageTest extends RemoteStorageContractTest {

    private static final S3Server SERVER = new S3Server("hub-pictures", "hub-archive");
    private static final TroubledLine LINE = new TroubledLine(SERVER.port());

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("hub.storage.pictures", () -> "s3,local");
        settings.add("hub.storage.archive", () -> "s3");
        settings.add("hub.storage.s3.base-url", () -> "http://127.0.0.1:" + LINE.port());
        settings.add("hub.storage.s3.path-style", () -> "true");
        settings.add("hub.storage.s3.access-key", () -> S3Server.ACCESS_KEY);
        settings.add("hub.storage.s3.secret-key", () -> S3Server.SECRET_KEY);
        settings.add("hub.storage.s3.pictures", () -> "hub-pictures");
        settings.add("hub.storage.s3.archive", () -> "hub-archive");
    }

    @Override
    String store() {
        return "s3";
    }

    @Override
    TroubledLine line() {
        return LINE;
    }

    @Override
    void useWrongCredentials() {
        SERVER.stop();
        SERVER.start(S3Server.ACCESS_KEY, "another-secret");
    }

    @Override
    void useRightCredentials() {
        SERVER.stop();
        SERVER.start(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    }

    @Override
    long largeBytes() {
        return 200L * 1024 * 1024;
    }

    @Override
    boolean servesPublicly() {
        // this server asks everybody for credentials
        return false;
    }
}
