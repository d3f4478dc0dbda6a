package io.dropshiphub.storage;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"hub.storage.pictures=local", "hub.storage.archive=local"})
class LocalStorageTest extends StorageContractTest {

    @Override
    String store() {
        return "local";
    }

    @Override
    boolean signs() {
        return false;
    }
}
