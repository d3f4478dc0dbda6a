package io.dropshiphub.images;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The threads of the pipeline. Drawing has few, one a processor, and no other work of the hub is done on them; fetching and
 * hosting mostly wait and have as many as pictures may be under way.
 */
@Configuration(proxyBeanMethods = false)
class ImagePools {

    /** Decoded at once: source, one halved copy and the canvases; four times 4 bytes a pixel, and a third of the heap. */
    private static final int BYTES_PER_PIXEL = 16;

    private static final int HEAP_SHARE = 3;

    // no default candidates: the framework would take any pool for its own tasks
    @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
    ExecutorService imageTransfers(ImagesProperties settings) {
        return pool("hub-image-transfer-", settings.workers(), Thread.NORM_PRIORITY);
    }

    @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
    ExecutorService imageProcessors(ImagesProperties settings) {
        int size = settings.decoders() > 0
                ? settings.decoders()
                : affordable(settings, Runtime.getRuntime().maxMemory());
        // where the system heeds it: drawing must not take the processors from dispatching
        return pool("hub-image-processor-", size, Thread.NORM_PRIORITY - 1);
    }

    /** How many pictures of the largest size may be in memory at once. */
    static int affordable(ImagesProperties settings, long heap) {
        long worst = settings.maxSourcePixels() * BYTES_PER_PIXEL
                + settings.fetch().maxBytes().toBytes();
        return (int) Math.max(
                1, Math.min(heap / HEAP_SHARE / worst, Runtime.getRuntime().availableProcessors()));
    }

    /** The queue needs no bound: no more pictures than {@code workers} are under way, and one takes one place. */
    private static ExecutorService pool(String name, int size, int priority) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setPriority(priority);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
