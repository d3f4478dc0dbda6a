package io.dropshiphub.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a codec's process takes when it draws two pictures at once for a while. */
final class CodecMemory {

    private static final int THREADS = 2;
    private static final int PICTURES = 20;
    private static final String MARK = "memory, ";

    private CodecMemory() {}

    /** Measures the codec of that place in the list in a process of its own, with a heap of 256 MB. */
    static String inOwnProcess(int codec, int width, int height) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bench.class.getName(),
                        "codecs --alone=" + codec + " --width=" + width + " --height=" + height)
                .redirectError(Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int at = output.indexOf(MARK);
        return at < 0
                ? "does not live in 256 MB"
                : output.substring(at + MARK.length()).lines().findFirst().orElse("");
    }

    /** Draws, and prints the peaks of the heap's parts added up, and the process' largest resident size. */
    static void ofThisProcess(Codec codec, byte[] file) throws Exception {
        HeapPeak.reset();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            pictures.add(pool.submit(() -> codec.draw(file)));
        }
        for (Future<?> picture : pictures) {
            picture.get();
        }
        pool.shutdown();
        System.out.println(MARK + HeapPeak.told());
    }
}
