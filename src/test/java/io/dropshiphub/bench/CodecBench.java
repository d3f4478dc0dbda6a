package io.dropshiphub.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;

/**
 * Compares image codecs: a 12-megapixel JPEG in, a square and a free JPEG of 1,000 pixels out, one after the other and two at
 * once, with how much the result is like an exact reduction, and the memory each takes in a process of its own.
 */
final class CodecBench {

    private static final int ROUNDS = 6;
    private static final int PICTURES = 5;
    private static final int THREADS = 2;

    private CodecBench() {}

    static void run(Options options) throws Exception {
        ImageIO.setUseCache(false);
        int width = options.number("width", 4000);
        int height = options.number("height", 3000);
        BufferedImage photo = CodecPictures.photo(width, height, BufferedImage.TYPE_INT_RGB);
        byte[] file = CodecPictures.jpeg(photo, 0.85f, false);
        int alone = options.number("alone", -1);
        if (alone >= 0) {
            CodecMemory.ofThisProcess(codecs().get(alone), file);
            return;
        }
        BufferedImage reference = reference(file, width, height);
        System.out.printf(
                Locale.ROOT, "%d x %d, %,d bytes; the JDK decodes with %s%n", width, height, file.length, libjpeg());
        if (options.number("steps", 1) == 1) {
            CodecSteps.run(photo, file);
        }
        List<Contender> contenders = contenders(file, reference);
        for (int round = 0; round < ROUNDS; round++) {
            for (Contender contender : contenders) {
                double before = cpuMillis();
                contender.alone.add(millisEach(contender.codec, file, 1));
                contender.together.add(millisEach(contender.codec, file, THREADS));
                contender.cpu.add((cpuMillis() - before) / PICTURES / (1 + THREADS));
            }
        }
        System.out.printf(
                "%n%-36s %-18s %-18s %-18s %6s %6s %6s  %s%n",
                "", "ms, one thread", "ms, two at once", "CPU ms", "ratio", "PSNR", "SSIM", "in a process of its own");
        double present = contenders.get(0).cpu.median();
        for (Contender c : contenders) {
            System.out.printf(
                    Locale.ROOT,
                    "%-36s %-18s %-18s %-18s %6.2f %6.1f %6.3f  %s%n",
                    c.codec.name(),
                    c.alone,
                    c.together,
                    c.cpu,
                    c.cpu.median() / present,
                    c.psnr,
                    c.ssim,
                    CodecMemory.inOwnProcess(c.index, width, height));
        }
    }

    /** A codec that runs here, and its figures. */
    private record Contender(
            int index, Codec codec, double psnr, double ssim, Figures alone, Figures together, Figures cpu) {}

    /** The first is what the others are compared with. */
    private static List<Codec> codecs() {
        List<Codec> codecs = new ArrayList<>(ImageIoCodec.all());
        codecs.add(1, new HubCodec());
        ServiceLoader.load(Codec.class).forEach(codecs::add);
        return codecs;
    }

    private static List<Contender> contenders(byte[] file, BufferedImage reference) throws IOException {
        List<Contender> usable = new ArrayList<>();
        List<Codec> codecs = codecs();
        for (int i = 0; i < codecs.size(); i++) {
            Codec codec = codecs.get(i);
            try {
                BufferedImage result =
                        ImageIO.read(new ByteArrayInputStream(codec.draw(file).free()));
                usable.add(new Contender(
                        i,
                        codec,
                        Likeness.psnr(result, reference),
                        Likeness.ssim(result, reference),
                        new Figures(1),
                        new Figures(1),
                        new Figures(1)));
            } catch (Exception | LinkageError e) {
                System.out.printf("%s does not run here: %s%n", codec.name(), e);
            }
        }
        return usable;
    }

    private static BufferedImage reference(byte[] file, int width, int height) throws IOException {
        double scale = (double) Codec.SIDE / Math.max(width, height);
        return Likeness.reduced(ImageIO.read(new ByteArrayInputStream(file)), (int) Math.round(width * scale), (int)
                Math.round(height * scale));
    }

    private static double millisEach(Codec codec, byte[] file, int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            List<Future<?>> pictures = new ArrayList<>();
            for (int i = 0; i < PICTURES * threads; i++) {
                pictures.add(pool.submit(() -> codec.draw(file)));
            }
            for (Future<?> picture : pictures) {
                picture.get();
            }
            return (System.nanoTime() - start) / 1e6 / PICTURES / threads;
        } finally {
            pool.shutdown();
        }
    }

    /** Processor time of this process so far, collections included: the clock alone depends on what else runs. */
    private static double cpuMillis() throws IOException {
        return CpuTime.of(ProcessHandle.current().pid());
    }

    /** Distributions build their JDK with the system's libjpeg-turbo, others with the old libjpeg that is part of the JDK. */
    private static String libjpeg() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.exists(maps)) {
            return "a libjpeg of unknown kind";
        }
        return Files.readAllLines(maps).stream()
                .filter(line -> line.contains("libjpeg"))
                .map(line -> line.substring(line.indexOf('/')))
                .findFirst()
                .orElse("the libjpeg of its own");
    }
}
