package io.dropshiphub.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DetailHtmlTest {

    @Test
    void finds_the_pictures_that_can_be_fetched_in_order_and_once() {
        DetailHtml detail = new DetailHtml("""
                <center><IMG SRC='http://s.example/1.jpg'><img alt=x src="//cdn.example/2.png?a=1&amp;b=2">
                <img src="/relative.jpg"><img src="data:image/png;base64,AAAA"><img>
                <p>텍스트</p><img src=" https://s.example/3.gif "><img src="http://s.example/1.jpg"></center>""");

        assertThat(detail.pictures())
                .containsExactly(
                        "http://s.example/1.jpg", "https://cdn.example/2.png?a=1&b=2", "https://s.example/3.gif");
    }

    @Test
    void puts_other_addresses_in_and_leaves_everything_else() {
        DetailHtml detail = new DetailHtml("<p>  두   칸  </p>\n<img src=\"http://s.example/1.jpg\" width=860"
                + " srcset=\"http://s.example/1@2x.jpg 2x\"><img src='/relative.jpg'>&nbsp;<br>끝");

        String changed = detail.withPictures(Map.of("http://s.example/1.jpg", "https://hub.example/media/a.jpg"));

        assertThat(changed)
                .isEqualTo("<p>  두   칸  </p>\n<img src=\"https://hub.example/media/a.jpg\" width=\"860\">"
                        + "<img src=\"/relative.jpg\">&nbsp;<br>끝");
    }

    @Test
    void a_text_without_pictures_is_not_touched() {
        String odd = "3 < 5 & <b>unclosed";

        assertThat(new DetailHtml(odd).pictures()).isEmpty();
        assertThat(new DetailHtml(odd).withPictures(Map.of("http://a/", "http://b/")))
                .isSameAs(odd);
        assertThat(new DetailHtml("<img src='/a.jpg'>").withPictures(Map.of())).isEqualTo("<img src='/a.jpg'>");
    }
}
