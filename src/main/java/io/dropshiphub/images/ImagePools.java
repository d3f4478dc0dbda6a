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
                : Runtime.getRuntime().availableProcessors();
        // where the system heeds it: drawing must not take the processors from dispatching
        return pool("hub-image-processor-", size, Thread.NORM_PRIORITY - 1);
    }

    @Bean
    DrawingMemory drawingMemory() {
        return new DrawingMemory(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
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
