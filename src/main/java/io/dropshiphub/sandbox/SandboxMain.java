package io.dropshiphub.sandbox;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the sandbox as a process of its own; {@code --rate} measures instead how many requests a second it serves. */
public final class SandboxMain {

    private SandboxMain() {}

    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains("--rate")) {
            SandboxRate.main(args);
            return;
        }
        Sandbox sandbox = Sandbox.start(SandboxSettings.fromEnvironment(System.getenv()));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            sandbox.close();
            stopped.countDown();
        }));
        System.out.println("sandbox ready on port " + sandbox.port());
        stopped.await();
    }
}
