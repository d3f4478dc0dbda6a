package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.product.CallFailed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSafetyTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::8.8.8.8",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::808:808",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:808:808::1",
                "2600::5efe:a00:1",
                "2600::200:5efe:808:808",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void refuses_an_address_that_is_not_public(String address) throws UnknownHostException {
        assertThat(PublicAddresses.refusal(InetAddress.getByName(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2001:4860:4860::8888",
                "64:ff9b::808:808",
                "::ffff:8.8.8.8"
            })
    void takes_a_public_address(String address) throws UnknownHostException {
        assertThat(PublicAddresses.refusal(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://example.com/a.jpg, HUB-IMAGE-002",
        "file:///etc/passwd, HUB-IMAGE-002",
        "jar:http://example.com/a!/b, HUB-IMAGE-002",
        "example.com/a.jpg, HUB-IMAGE-002",
        "http:///a.jpg, HUB-IMAGE-002",
        "http://user:secret@example.com/a.jpg, HUB-IMAGE-003",
        "http://example.com@10.0.0.1/a.jpg, HUB-IMAGE-003",
        "http://example.com\\@10.0.0.1/a.jpg, HUB-IMAGE-002",
        "http://2130706433/, HUB-IMAGE-002",
        "http://017700000001/, HUB-IMAGE-002",
        "http://0x7f000001/, HUB-IMAGE-002",
        "http://0x7f.1/, HUB-IMAGE-002",
        "http://127.1/, HUB-IMAGE-002",
        "http://0177.0.0.1/, HUB-IMAGE-002",
        "http://127.0.0.01/, HUB-IMAGE-002",
        "http://127.0.0.256/, HUB-IMAGE-002",
        "http://1.2.3.4.5/, HUB-IMAGE-002",
        "http://foo.0x10/, HUB-IMAGE-002",
        "http://[::1%25eth0]/, HUB-IMAGE-002",
        "http://[::1/, HUB-IMAGE-002",
        "http://[localhost]/, HUB-IMAGE-002",
        "http://exa mple.com/, HUB-IMAGE-002",
        "http://example.com%00.evil.com/, HUB-IMAGE-002",
        "http://example..com/, HUB-IMAGE-002",
        "http://example.com:99999/, HUB-IMAGE-002",
        "http://example.com:80:80/, HUB-IMAGE-002",
        "http://example.com:+80/, HUB-IMAGE-002",
        "http://example.com:8080/a.jpg, HUB-IMAGE-004",
        "http://127.0.0.1:6379/, HUB-IMAGE-004",
        "http://127.0.0.1/, HUB-IMAGE-005",
        "http://127.0.0.1./, HUB-IMAGE-005",
        "https://169.254.169.254/latest/meta-data/, HUB-IMAGE-005",
        "http://[::1]/, HUB-IMAGE-005",
        "http://[::ffff:127.0.0.1]/, HUB-IMAGE-005",
        "http://[64:ff9b::10.0.0.1]/, HUB-IMAGE-005",
        "http://[fd00::1]:443/, HUB-IMAGE-005",
        "http://localhost/, HUB-IMAGE-005",
        "http://LOCALHOST./, HUB-IMAGE-005",
        "http://①②⑦.0.0.1/, HUB-IMAGE-005",
        "http://private.example/, HUB-IMAGE-005",
        "http://mixed.example/, HUB-IMAGE-005"
    })
    void refuses_an_address_and_says_why(String address, String code) throws Exception {
        try (ImageFetcher fetcher = new ImageFetcher(Settings.with(), new Names())) {
            CallFailed refused =
                    catchThrowableOfType(CallFailed.class, () -> fetcher.fetch(address, directory.resolve("x")));

            assertThat(refused.outcome().code()).isEqualTo(code);
            assertThat(refused.outcome().outcomeClass().name()).isEqualTo("REJECTED");
            assertThat(refused.outcome().field()).isEqualTo("images");
            assertThat(refused.outcome().message()).doesNotContain("secret");
        }
    }

    @Test
    void a_name_that_dns_does_not_know_may_be_known_later() throws Exception {
        try (ImageFetcher fetcher = new ImageFetcher(Settings.with(), new Names())) {
            assertThatThrownBy(() -> fetcher.fetch("http://nowhere.example/a.jpg", directory.resolve("x")))
                    .isInstanceOfSatisfying(CallFailed.class, failed -> {
                        assertThat(failed.outcome().code()).isEqualTo("HUB-IMAGE-020");
                        assertThat(failed.outcome().outcomeClass().name()).isEqualTo("NOT_SENT");
                    });
        }
    }

    @Test
    void an_allowed_host_is_allowed_on_its_named_port_only() {
        AllowedHosts allowed = new AllowedHosts(List.of("127.0.0.1:18080", " Pictures.Intern ", "[::1]:9000", ""));

        assertThat(allowed.contains("127.0.0.1", 18080)).isTrue();
        assertThat(allowed.contains("127.0.0.1", 80)).isFalse();
        assertThat(allowed.contains("127.0.0.1", 5432)).isFalse();
        assertThat(allowed.contains("pictures.intern", 443)).isTrue();
        assertThat(allowed.contains("pictures.intern", 80)).isTrue();
        assertThat(allowed.contains("pictures.intern", 8080)).isFalse();
        assertThat(allowed.contains("0:0:0:0:0:0:0:1", 9000)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:18080", "127.0.0.1/24", "127.0.0.1:18080/path", "0x7f000001"})
    void an_allow_list_entry_that_is_no_host_stops_the_start(String entry) {
        assertThatThrownBy(() -> new AllowedHosts(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(entry)
                .hasMessageContaining("HUB_IMAGES_ALLOW_HOSTS");
    }

    @ParameterizedTest
    @CsvSource({
        "http://Example.COM/이미지 1.jpg, http://example.com/%EC%9D%B4%EB%AF%B8%EC%A7%80%201.jpg",
        "HTTPS://example.com:443?a=1|2#top, https://example.com/?a=1%7C2",
        "http://한국.example/a%20b%zz.jpg, http://xn--3e0b707e.example/a%20b%25zz.jpg",
        "http://my_shop.example//x.jpg, http://my_shop.example//x.jpg",
        "http://example.com:8443/a, http://example.com:8443/a"
    })
    void reads_addresses_as_sellers_write_them(String given, String asked) {
        assertThat(ImageAddress.parse(given)).hasToString(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "/b.jpg, http://example.com/b.jpg",
        "b.jpg?x=1#y, http://example.com/dir/b.jpg?x=1",
        "../b.jpg, http://example.com/b.jpg",
        "//other.example/c.jpg, http://other.example/c.jpg",
        "https://other.example/그림, https://other.example/%EA%B7%B8%EB%A6%BC"
    })
    void follows_relative_redirects(String location, String next) {
        assertThat(ImageAddress.parse("http://example.com/dir/a.jpg").redirect(location))
                .hasToString(next);
    }

    /** A DNS of a few names; literals are themselves. */
    static final class Names implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return switch (host) {
                case "private.example" -> new InetAddress[] {InetAddress.getByName("10.1.2.3")};
                case "mixed.example" ->
                    new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("192.168.0.5")};
                case "nowhere.example" -> throw new UnknownHostException(host);
                default -> InetAddress.getAllByName(host);
            };
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
