package io.dropshiphub.payments.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The threads that go on with payments: a gateway that answers slowly does not keep the others' payments waiting. */
@Configuration(proxyBeanMethods = false)
class PaymentPool {

    // no default candidate: the framework would take the pool for its own tasks
    @Bean(destroyMethod = "shutdown", defaultCandidate = false)
    ExecutorService paymentWorkers(PaymentsProperties settings) {
        AtomicInteger number = new AtomicInteger();
        int size = settings.resolve().workers();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "hub-payment-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
