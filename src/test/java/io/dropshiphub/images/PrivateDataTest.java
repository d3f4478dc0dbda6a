package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.images.codec.ImageFormat;
import io.dropshiphub.images.codec.JpegSamples;
import io.dropshiphub.images.codec.PrivateData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateDataTest {

    private static final Path CORPUS = Path.of("src/test/resources/images/corpus");

    private final ImagesProperties settings = Settings.with();

    private static final Map<String, Supplier<byte[]>> CLEAN = Map.of(
            "baseline.jpg", () -> Samples.jpeg(600, 600),
            "progressive.jpg", () -> corpus("jpeg-progressive-600.jpg"),
            "srgb.jpg", () -> corpus("jpeg-srgb-600.jpg"),
            "plain.png", () -> Samples.png(600, 600),
            "animated.png", () -> corpus("png-animated.png"),
            "profile.png", () -> corpus("png-adobe-rgb.png"),
            "transparent.png", () -> corpus("png-palette-transparent.png"),
            "animated.gif", () -> corpus("gif-animated.gif"),
            "transparent.gif", () -> corpus("gif-transparent.gif"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "baseline.jpg",
                "progressive.jpg",
                "srgb.jpg",
                "plain.png",
                "animated.png",
                "profile.png",
                "transparent.png",
                "animated.gif",
                "transparent.gif"
            })
    void the_place_and_all_words_go_and_every_pixel_stays(String name) throws Exception {
        byte[] clean = CLEAN.get(name).get();
        ImageFormat format = ImageFormat.ofFileName(name).orElseThrow();
        byte[] told =
                switch (format) {
                    case JPEG -> PrivateSamples.jpeg(clean);
                    case PNG -> PrivateSamples.png(clean);
                    default -> PrivateSamples.gif(clean);
                };
        assertThat(text(told)).contains(PrivateSamples.SECRET);

        byte[] removed = PrivateData.removedFrom(told, format).orElseThrow();

        assertThat(text(removed)).doesNotContain(PrivateSamples.SECRET, text(PrivateSamples.latitude()), "Exif");
        assertThat(removed).isEqualTo(clean);
        assertThat(frames(removed, format)).isEqualTo(frames(told, format));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "baseline.jpg",
                "progressive.jpg",
                "srgb.jpg",
                "plain.png",
                "animated.png",
                "profile.png",
                "animated.gif"
            })
    void a_file_without_private_data_is_not_even_copied(String name) {
        byte[] clean = CLEAN.get(name).get();

        assertThat(PrivateData.removedFrom(clean, ImageFormat.ofFileName(name).orElseThrow()))
                .get()
                .isSameAs(clean);
    }

    @Test
    void what_says_how_a_jpegs_colours_are_stored_stays() {
        byte[] adobe = JpegSamples.withAdobe(JpegSamples.raw(600, 600, 200, 40, 30), 0);
        byte[] profile = JpegSamples.withProfile(adobe, new byte[3000]);

        assertThat(PrivateData.removedFrom(profile, ImageFormat.JPEG)).get().isSameAs(profile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline.jpg", "progressive.jpg", "plain.png", "animated.gif"})
    void a_file_cut_anywhere_is_not_called_clean(String name) {
        byte[] clean = CLEAN.get(name).get();
        ImageFormat format = ImageFormat.ofFileName(name).orElseThrow();

        for (int length = 8; length < clean.length; length += Math.max(1, clean.length / 997)) {
            assertThat(PrivateData.removedFrom(Arrays.copyOf(clean, length), format))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void a_kept_picture_loses_it_and_a_dry_run_says_so() throws Exception {
        byte[] clean = Samples.jpeg(1000, 1000);
        ImageRule rule = settings.specs().get("naver").rule(0);
        Picture picture = picture(PrivateSamples.jpeg(clean));
        FitPlan plan = FitPlan.of(picture, rule);

        assertThat(plan.changes(picture)).containsExactly("private data removed");
        assertThat(new PictureFitter().fit(picture, null, List.of(plan)).get(0).bytes())
                .isEqualTo(clean);
        assertThat(FitPlan.of(picture(clean), rule).changes(picture(clean))).isEmpty();
    }

    @Test
    void so_do_pictures_inside_the_detail_page() {
        ImageRule page = settings.specs().get("11st").detailRule();
        for (String name : List.of("plain.png", "animated.gif")) {
            byte[] clean = CLEAN.get(name).get();
            Picture picture = picture(name.endsWith("png") ? PrivateSamples.png(clean) : PrivateSamples.gif(clean));

            assertThat(FitPlan.of(picture, page).changes(picture)).containsExactly("private data removed");
            assertThat(picture.publishable()).isEqualTo(clean);
        }
    }

    @Test
    void a_lying_png_is_turned_because_what_says_so_goes() {
        ImageRule page = settings.specs().get("11st").detailRule();
        Picture lying = picture(corpus("png-exif-6.png"));

        assertThat(FitPlan.of(lying, page).changes(lying)).contains("turned upright");
    }

    private Picture picture(byte[] file) {
        return Picture.of("p", file, settings.maxSourcePixels(), settings.minSourcePixels());
    }

    /** The pixels of every frame. */
    private static List<String> frames(byte[] file, ImageFormat format) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.name()).next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < reader.getNumImages(true); i++) {
            ByteArrayOutputStream pixels = new ByteArrayOutputStream();
            ImageIO.write(reader.read(i), "png", pixels);
            frames.add(Hashes.sha256(pixels.toByteArray()));
        }
        reader.dispose();
        return frames;
    }

    private static byte[] corpus(String name) {
        try {
            return Files.readAllBytes(CORPUS.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
