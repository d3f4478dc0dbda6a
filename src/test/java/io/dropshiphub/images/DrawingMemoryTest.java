package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DrawingMemoryTest {

    private static final long MB = 1 << 20;

    private final DrawingMemory memory = new DrawingMemory(100 * MB);

    private CompletableFuture<DrawingMemory.Taken> taking(long bytes) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return memory.take(bytes);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void what_does_not_fit_waits_until_room_is_given_back() throws Exception {
        DrawingMemory.Taken first = memory.take(60 * MB);
        memory.take(40 * MB);
        CompletableFuture<DrawingMemory.Taken> next = taking(50 * MB);
        assertThatThrownBy(() -> next.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        first.close();

        assertThat(next.get()).isNotNull();
    }

    @Test
    void what_is_larger_than_all_gets_all_and_gives_it_back_once() throws Exception {
        DrawingMemory.Taken huge = memory.take(Long.MAX_VALUE);
        huge.close();
        huge.close();

        memory.take(100 * MB);
        CompletableFuture<DrawingMemory.Taken> more = taking(MB);

        assertThatThrownBy(() -> more.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        more.cancel(true);
    }
}
