package io.dropshiphub.bench;

import io.dropshiphub.DropshipHub;
import io.dropshiphub.images.ImageFit;
import io.dropshiphub.images.codec.HubSteps;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.SellerSku;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Pictures a second through the hub's whole pipeline (download, checks, database, drawing for three marketplaces, store),
 * beside a plain loop that only decodes, scales and encodes the same pictures with the same codec on all processors.
 */
final class ImagesBench {

    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;
    private static final int SIDE = 1000;
    private static final float QUALITY = 0.9f;
    private static final int CALLERS = 16;

    private ImagesBench() {}

    static void run(Options options) throws Exception {
        if (options.words().contains("--inside")) {
            measure(options);
            return;
        }
        String heap = options.text("heap", "512m");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                Bench.class.getName(),
                "images --inside"));
        command.addAll(options.words());
        System.out.printf("a process of its own with -Xmx%s%n", heap);
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static void measure(Options options) throws Exception {
        int pictures = options.number("pictures", 100);
        int rounds = options.number("rounds", 7);
        Path directory = Files.createTempDirectory("hub-bench");
        byte[] photo =
                CodecPictures.jpeg(CodecPictures.photo(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR), 0.85f, false);
        Figures hubs = new Figures(3);
        Figures loops = new Figures(3);
        Figures hubCpu = new Figures(3);
        Figures loopCpu = new Figures(3);
        try (PhotoServer server = new PhotoServer(photo);
                ConfigurableApplicationContext hub = hub(directory, server.hostAndPort())) {
            ImageFit fit = hub.getBean(ImageFit.class);
            System.out.printf(
                    Locale.ROOT,
                    "%d photographs of %d x %d, %,d bytes each, a round%n",
                    pictures,
                    WIDTH,
                    HEIGHT,
                    photo.length);
            HeapPeak.reset();
            for (int round = 0; round < rounds; round++) {
                List<Callable<Object>> jobs = new ArrayList<>();
                for (int i = 0; i < pictures; i++) {
                    ListingJob job = job(server.url(round * pictures + i));
                    jobs.add(() -> fit.fit(job));
                }
                double before = cpuMillis(directory);
                hubs.add(pictures / seconds(CALLERS, jobs));
                hubCpu.add((cpuMillis(directory) - before) / pictures);
                List<Callable<Object>> bare = new ArrayList<>();
                for (int i = 0; i < pictures; i++) {
                    bare.add(() -> draw(photo));
                }
                before = cpuMillis(directory);
                loops.add(pictures / seconds(Runtime.getRuntime().availableProcessors(), bare));
                loopCpu.add((cpuMillis(directory) - before) / pictures);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: hub %.1f, loop %.1f pictures/s; processor time a picture: hub %.0f, loop %.0f ms%n",
                        round,
                        hubs.last(),
                        loops.last(),
                        hubCpu.last(),
                        loopCpu.last());
            }
            System.out.printf(Locale.ROOT, "hub %s, plain loop %s pictures/s%n", hubs, loops);
            System.out.printf(Locale.ROOT, "hub / loop = %.2f by the clock%n", hubs.median() / loops.median());
            System.out.printf(
                    Locale.ROOT,
                    "loop / hub = %.2f by processor time, PostgreSQL and the server of the pictures included%n",
                    loopCpu.median() / hubCpu.median());
            System.out.println(HeapPeak.told());
        }
    }

    private static ConfigurableApplicationContext hub(Path directory, String pictures) {
        return new SpringApplicationBuilder(DropshipHub.class)
                .initializers(new WithoutTests())
                .run(
                        "--server.port=0",
                        "--spring.profiles.active=sandbox",
                        "--hub.sandbox.enabled=false",
                        "--hub.database.directory=" + directory.resolve("postgres"),
                        "--hub.intake.inbox=" + directory.resolve("inbox"),
                        "--hub.images.work-directory=" + directory.resolve("images"),
                        "--hub.images.allow-hosts=" + pictures,
                        "--hub.images.workers-per-host=16",
                        "--hub.storage.local.directory=" + directory.resolve("media"),
                        "--logging.level.root=WARN");
    }

    private static double cpuMillis(Path directory) throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(directory.resolve("postgres/cluster/postmaster.pid"))
                .get(0)
                .strip());
        return CpuTime.of(ProcessHandle.current().pid()) + CpuTime.ofPostgres(postmaster);
    }

    private static double seconds(int threads, List<Callable<Object>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            for (Future<Object> done : pool.invokeAll(work)) {
                done.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            pool.shutdown();
        }
    }

    /** What the three marketplaces come to: a square picture, and for Coupang's further pictures one that is not. */
    private static Object draw(byte[] photo) throws IOException {
        BufferedImage decoded = HubSteps.decode(photo, WIDTH, HEIGHT, SIDE);
        BufferedImage content = HubSteps.scale(decoded, SIDE, SIDE * HEIGHT / WIDTH);
        return List.of(HubSteps.encode(HubSteps.pad(content, SIDE, SIDE), QUALITY), HubSteps.encode(content, QUALITY));
    }

    private static ListingJob job(String picture) {
        Product product = new Product(
                new SellerSku("P-1"),
                "사진",
                "kitchen",
                10_000,
                null,
                5,
                "",
                List.of(new ImageRef(picture)),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                false,
                false,
                List.of(),
                Map.of());
        return new ListingJob(
                1,
                1,
                null,
                1,
                new UUID(0, 1),
                JobKind.REGISTER,
                "coupang",
                1,
                1,
                0,
                0,
                null,
                HubUnderLoad.PLATFORMS,
                product);
    }
}
