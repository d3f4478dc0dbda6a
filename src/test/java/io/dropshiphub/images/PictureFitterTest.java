package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.images.codec.ImageFormat;
import io.dropshiphub.images.codec.JpegStructure;
import io.dropshiphub.product.CallFailed;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFitterTest {

    private static final Color WHITE = Color.WHITE;

    private final ImagesProperties settings = Settings.with();
    private final PictureFitter fitter = new PictureFitter();

    /** What sellers send. Names are used in the table below. */
    private static final Map<String, Supplier<byte[]>> CORPUS = new TreeMap<>(Map.ofEntries(
            Map.entry("jpeg 1000x1000", () -> Samples.jpeg(1000, 1000)),
            Map.entry("jpeg 800x600", () -> Samples.jpeg(800, 600)),
            Map.entry("jpeg 300x300", () -> Samples.jpeg(300, 300)),
            Map.entry("jpeg 6000x6000", () -> Samples.jpeg(6000, 6000)),
            Map.entry("jpeg 8000x100", () -> Samples.jpeg(8000, 100)),
            Map.entry("jpeg 1x1", () -> Samples.jpeg(1, 1)),
            Map.entry("cmyk jpeg", () -> Samples.cmykJpeg(700, 700)),
            Map.entry("turned jpeg", () -> Samples.turnedJpeg(1000, 1000, 6)),
            Map.entry("truncated jpeg", () -> Samples.truncated(Samples.jpeg(1000, 1000))),
            Map.entry("16-bit png", () -> Samples.png16Bit(700, 700)),
            Map.entry("transparent png", () -> Samples.transparentPng(700, 700)),
            Map.entry("truncated png", () -> Samples.truncated(Samples.png(700, 700))),
            Map.entry("bomb png", () -> Samples.bombPng(30000, 30000)),
            Map.entry("lying png", () -> Samples.bombPng(5000, 5000)),
            Map.entry("animated gif", () -> Samples.animatedGif(640, 480)),
            Map.entry("webp", Samples::webp),
            Map.entry("bmp", () -> Samples.bmp(640, 640)),
            Map.entry("html", Samples::html)));

    @ParameterizedTest
    @CsvSource({
        // picture, coupang first, coupang further, naver, 11st
        "jpeg 1000x1000,  unchanged,     unchanged,     unchanged,     unchanged",
        "jpeg 800x600,    800x800,       unchanged,     800x800,       800x800",
        "jpeg 300x300,    500x500,       500x500,       600x600,       600x600",
        "jpeg 6000x6000,  1000x1000,     1000x1000,     1000x1000,     1000x1000",
        "jpeg 8000x100,   1000x1000,     1000x500,      1000x1000,     1000x1000",
        "jpeg 1x1,        HUB-IMAGE-014, HUB-IMAGE-014, HUB-IMAGE-014, HUB-IMAGE-014",
        "cmyk jpeg,       700x700,       700x700,       700x700,       700x700",
        "turned jpeg,     1000x1000,     1000x1000,     1000x1000,     1000x1000",
        "truncated jpeg,  HUB-IMAGE-012, HUB-IMAGE-012, HUB-IMAGE-012, HUB-IMAGE-012",
        "16-bit png,      700x700,       700x700,       700x700,       700x700",
        "transparent png, 700x700,       700x700,       700x700,       700x700",
        "truncated png,   HUB-IMAGE-012, HUB-IMAGE-012, HUB-IMAGE-012, HUB-IMAGE-012",
        "bomb png,        HUB-IMAGE-013, HUB-IMAGE-013, HUB-IMAGE-013, HUB-IMAGE-013",
        "lying png,       HUB-IMAGE-012, HUB-IMAGE-012, HUB-IMAGE-012, HUB-IMAGE-012",
        "animated gif,    640x640,       667x500,       640x640,       640x640",
        "webp,            500x500,       667x500,       600x600,       600x600",
        "bmp,             640x640,       640x640,       640x640,       640x640",
        "html,            HUB-IMAGE-010, HUB-IMAGE-010, HUB-IMAGE-010, HUB-IMAGE-010"
    })
    void fits_every_awkward_picture_to_every_marketplace_or_says_why_not(
            String picture, String coupangFirst, String coupangFurther, String naver, String eleventst)
            throws Exception {
        byte[] source = CORPUS.get(picture).get();

        check(source, "coupang", 0, coupangFirst);
        check(source, "coupang", 1, coupangFurther);
        check(source, "naver", 0, naver);
        check(source, "11st", 3, eleventst);
    }

    private void check(byte[] source, String platform, int position, String expected) throws Exception {
        ImageRule rule = settings.specs().get(platform).rule(position);
        if (expected.startsWith("HUB-")) {
            CallFailed refused =
                    catchThrowableOfType(CallFailed.class, () -> fitted("http://s.example/p", source, rule));
            assertThat(refused).as(rule.name()).isNotNull();
            assertThat(refused.outcome().code()).as(rule.name()).isEqualTo(expected);
            assertThat(refused.outcome().outcomeClass().name()).isEqualTo("REJECTED");
            assertThat(refused.outcome().message()).contains("http://s.example/p");
            return;
        }
        FittedPicture fitted = fitted("p", source, rule);
        if (expected.equals("unchanged")) {
            assertThat(fitted.bytes()).as(rule.name()).isSameAs(source);
            return;
        }
        BufferedImage image = Samples.decode(fitted.bytes());
        assertThat(image.getWidth() + "x" + image.getHeight()).as(rule.name()).isEqualTo(expected);
        assertThat(fitted.width()).isEqualTo(image.getWidth());
        assertThat(fitted.height()).isEqualTo(image.getHeight());
        assertThat(fitted.format()).isEqualTo(ImageFormat.JPEG);
        assertThat(ImageFormat.of(fitted.bytes(), 64)).contains(ImageFormat.JPEG);
        assertThat(JpegStructure.of(fitted.bytes()).orElseThrow().components()).isEqualTo(3);
        assertThat((long) fitted.bytes().length).isLessThanOrEqualTo(rule.targetBytes());
    }

    @Test
    void pads_to_a_square_with_white_and_keeps_the_picture_in_the_middle() throws Exception {
        BufferedImage image = fit(Samples.jpeg(800, 400), "11st");

        assertThat(image.getWidth()).isEqualTo(800);
        assertColour(image, 400, 50, WHITE);
        assertColour(image, 400, 750, WHITE);
        assertColour(image, 100, 400, Color.RED);
        assertColour(image, 700, 400, Color.BLUE);
    }

    @Test
    void puts_transparent_pictures_on_white() throws Exception {
        BufferedImage image = fit(Samples.transparentPng(700, 700), "naver");

        assertColour(image, 20, 20, WHITE);
        assertColour(image, 350, 350, Color.RED);
    }

    @Test
    void turns_print_colours_into_screen_colours() throws Exception {
        BufferedImage image = fit(Samples.cmykJpeg(700, 700), "naver");

        Color colour = new Color(image.getRGB(350, 350));
        assertThat(colour.getRed()).isGreaterThan(180);
        assertThat(colour.getGreen()).isLessThan(90);
        assertThat(colour.getBlue()).isLessThan(90);
    }

    @Test
    void keeps_the_colours_of_deep_pictures_and_webp() throws Exception {
        assertColour(fit(Samples.png16Bit(700, 700), "naver"), 100, 350, Color.RED);
        assertColour(fit(Samples.webp(), "naver"), 300, 300, new Color(0, 160, 0));
    }

    @ParameterizedTest
    @CsvSource({
        // where the red (left) half of the stored picture has to be
        "1, left",
        "2, right",
        "3, right",
        "4, left",
        "5, top",
        "6, top",
        "7, bottom",
        "8, bottom"
    })
    void turns_pictures_upright(int orientation, String red) throws Exception {
        BufferedImage image = fit(Samples.turnedJpeg(900, 700, orientation), "11st");

        assertThat(image.getWidth()).isEqualTo(900);
        boolean lying = orientation >= 5;
        // white beside the content tells that it was turned and not only its halves swapped
        assertColour(image, lying ? 20 : 450, lying ? 450 : 20, WHITE);
        int x = red.equals("left") ? 200 : red.equals("right") ? 700 : 450;
        int y = red.equals("top") ? 200 : red.equals("bottom") ? 700 : 450;
        assertColour(image, x, y, Color.RED);
        assertColour(image, 900 - x, 900 - y, Color.BLUE);
    }

    @Test
    void scales_a_large_picture_smoothly() throws Exception {
        // one-pixel stripes: skipping pixels would give black or white, smoothing gives grey
        BufferedImage stripes = new BufferedImage(3500, 3500, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 3500; y++) {
            for (int x = 0; x < 3500; x += 2) {
                stripes.setRGB(x, y, 0xFFFFFF);
            }
        }
        java.io.ByteArrayOutputStream png = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(stripes, "png", png);

        BufferedImage image = fit(png.toByteArray(), "11st");

        int grey = new Color(image.getRGB(500, 500)).getRed();
        assertThat(grey).isBetween(90, 165);
    }

    @Test
    void lowers_quality_until_the_bytes_fit() throws Exception {
        byte[] noise = Samples.noisyJpeg(2400, 2400);
        assertThat(noise.length).isGreaterThan(5_000_000);

        ImageRule rule = settings.specs().get("coupang").rule(0);
        FittedPicture fitted = fitted("p", noise, rule);

        assertThat(fitted.bytes().length).isLessThanOrEqualTo(3 * 1024 * 1024);
        assertThat(fitted.width()).isEqualTo(fitted.height()).isBetween(500, 1000);
    }

    @Test
    void draws_png_where_a_marketplace_takes_nothing_else() throws Exception {
        ImageRule rule =
                Settings.with("specs.naver.formats", "png").specs().get("naver").rule(0);
        FittedPicture fitted = fitted("p", Samples.jpeg(800, 400), rule);

        assertThat(fitted.format()).isEqualTo(ImageFormat.PNG);
        assertThat(ImageFormat.of(fitted.bytes(), 64)).contains(ImageFormat.PNG);
        BufferedImage image = Samples.decode(fitted.bytes());
        assertThat(image.getWidth()).isEqualTo(800).isEqualTo(image.getHeight());
        assertColour(image, 400, 50, WHITE);
        assertColour(image, 100, 400, Color.RED);
    }

    @Test
    void makes_a_png_smaller_until_its_bytes_fit() throws Exception {
        ImageRule rule = Settings.with("specs.naver.formats", "png", "specs.naver.target-bytes", "1500KB")
                .specs()
                .get("naver")
                .rule(0);
        FittedPicture fitted = fitted("p", Samples.noisyJpeg(1000, 1000), rule);

        assertThat(fitted.bytes().length).isLessThanOrEqualTo(1500 * 1024);
        assertThat(fitted.width()).isEqualTo(fitted.height()).isBetween(600, 999);
    }

    @Test
    void refuses_what_cannot_be_made_small_enough() {
        ImagesProperties tight = Settings.with("specs.naver.target-bytes", "2KB", "specs.naver.max-bytes", "2KB");
        ImageRule rule = tight.specs().get("naver").rule(0);
        byte[] noise = Samples.noisyJpeg(1000, 1000);

        CallFailed refused = catchThrowableOfType(CallFailed.class, () -> fitted("p", noise, rule));

        assertThat(refused.outcome().code()).isEqualTo("HUB-IMAGE-015");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang", "naver", "11st"})
    void a_changed_declaration_is_another_rule(String platform) {
        ImageSpec spec = settings.specs().get(platform);
        ImageSpec changed = Settings.with("specs." + platform + ".target-pixels", "1500")
                .specs()
                .get(platform);

        assertThat(changed.rule(0).name()).isNotEqualTo(spec.rule(0).name());
        assertThat(spec.rule(0).name()).isEqualTo(spec.rule(0).name());
    }

    private FittedPicture fitted(String name, byte[] source, ImageRule rule) throws IOException {
        Picture picture = Picture.of(name, source, settings.maxSourcePixels(), settings.minSourcePixels());
        List<FitPlan> plans = List.of(FitPlan.of(picture, rule));
        return fitter.fit(picture, fitter.decode(picture, plans), plans).get(0);
    }

    private BufferedImage fit(byte[] source, String platform) throws Exception {
        ImageRule rule = settings.specs().get(platform).rule(0);
        return Samples.decode(fitted("p", source, rule).bytes());
    }

    private static void assertColour(BufferedImage image, int x, int y, Color expected) {
        Color actual = new Color(image.getRGB(x, y));
        int off = Math.max(
                Math.abs(actual.getRed() - expected.getRed()),
                Math.max(
                        Math.abs(actual.getGreen() - expected.getGreen()),
                        Math.abs(actual.getBlue() - expected.getBlue())));
        assertThat(off).as("%s at %d,%d instead of %s", actual, x, y, expected).isLessThan(12);
    }
}
