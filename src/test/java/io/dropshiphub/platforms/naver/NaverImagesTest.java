package io.dropshiphub.platforms.naver;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.platforms.AdapterBed;
import io.dropshiphub.platforms.TestProducts;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class NaverImagesTest {

    private static final String FRONT = "https://hub.example/media/00000000000000000000000000000001.jpg";
    private static final String DETAIL = "https://bucket.example/pics/00000000000000000000000000000002.png";
    private static final String CDN = "https://shop-phinf.pstatic.net/x/";

    private final NaverImages images = AdapterBed.get(NaverImages.class);
    private final JdbcClient database = AdapterBed.get(JdbcClient.class);

    private final ListingJob job = AdapterBed.job(
            TestProducts.product()
                    .images(FRONT, CDN + "there.jpg")
                    .description("<img src='" + DETAIL + "'><img src='" + FRONT
                            + "'><img src='http://seller.example/not-hosted.jpg'>"),
            JobKind.REGISTER,
            "naver",
            null);

    @Test
    void hosted_pictures_of_the_gallery_and_the_detail_text_are_uploaded_once_each() {
        assertThat(images.missing(job)).containsExactly(FRONT, DETAIL);
    }

    @Test
    void the_detail_text_gets_the_addresses_of_naver_too() {
        uploaded("00000000000000000000000000000001.jpg", CDN + "1.jpg");
        uploaded("00000000000000000000000000000002.png", CDN + "2.png");

        assertThat(images.missing(job)).isEmpty();
        ListingJob sent = images.uploaded(job);

        assertThat(sent.product().images())
                .containsExactly(new ImageRef(CDN + "1.jpg"), new ImageRef(CDN + "there.jpg"));
        assertThat(sent.product().description())
                .isEqualTo("<img src=\"" + CDN + "2.png\"><img src=\"" + CDN
                        + "1.jpg\"><img src=\"http://seller.example/not-hosted.jpg\">");
        database.sql("delete from image_upload").update();
    }

    private void uploaded(String key, String url) {
        database.sql("insert into image_upload (account_id, media_key, url) values (?, ?, ?)")
                .params(job.accountId(), key, url)
                .update();
    }
}
