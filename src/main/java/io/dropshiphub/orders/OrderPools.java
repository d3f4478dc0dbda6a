package io.dropshiphub.orders;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The threads that go on with orders behind their callers' backs. */
@Configuration(proxyBeanMethods = false)
class OrderPools {

    // no default candidate: the framework would take any pool for its own tasks
    @Bean(destroyMethod = "shutdown", defaultCandidate = false)
    ExecutorService orderWorkers(OrdersProperties settings) {
        return Executors.newFixedThreadPool(settings.workers(), work -> {
            Thread thread = new Thread(work, "hub-order");
            thread.setDaemon(true);
            return thread;
        });
    }
}
