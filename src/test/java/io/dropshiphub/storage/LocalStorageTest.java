package io.dropshiphub.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"hub.storage.pictures=local", "hub.storage.archive=local"})
class LocalStorageTest extends StorageContractTest {

    private static final long LARGE = 64L * 1024 * 1024;

    @Override
    String store() {
        return "local";
    }

    @Override
    boolean signs() {
        return false;
    }

    @Test
    void a_large_file_passes_without_being_held_in_memory() throws Exception {
        HeldMemory streamed = new HeldMemory();
        passThrough(new FileSystemResource(sparse(LARGE)), streamed);
        HeldMemory held = new HeldMemory();
        passThrough(new ByteArrayResource(new byte[(int) LARGE]), held);

        assertThat(streamed.bytes()).isLessThan(LARGE / 4);
        // the measure notices a copy
        assertThat(held.bytes()).isGreaterThan(LARGE / 2);
    }

    /** Puts and reads it, with a look at the heap in the middle of either. */
    private void passThrough(Resource content, HeldMemory held) throws Exception {
        NewObject small = archived();
        StoredObject stored = storage.put(
                new NewObject(Purpose.ARCHIVE, small.key(), watched(content, held), small.contentType(), small.name()));
        try (InputStream in = storage.open(stored)) {
            in.skipNBytes(LARGE * 9 / 10);
            held.look();
        }
        storage.delete(stored.key());
    }

    private static Resource watched(Resource content, HeldMemory held) {
        return new AbstractResource() {
            @Override
            public String getDescription() {
                return content.getDescription();
            }

            @Override
            public long contentLength() throws IOException {
                return content.contentLength();
            }

            @Override
            public InputStream getInputStream() throws IOException {
                return new FilterInputStream(content.getInputStream()) {
                    private long read;

                    @Override
                    public int read(byte[] bytes, int from, int length) throws IOException {
                        int now = super.read(bytes, from, length);
                        if (read < LARGE * 9 / 10 && read + now >= LARGE * 9 / 10) {
                            held.look();
                        }
                        read += now;
                        return now;
                    }
                };
            }
        };
    }
}
